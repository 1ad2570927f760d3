Attribute VB_Name = "Clicks"
Option Explicit
Option Private Module

' What every click has in common: it is refused with a sentence when Python can't be reached,
' and otherwise handed to kursverktoy.macros, which does the work and tells what came of it.

Private Const TITLE As String = "Kursverktøy"
#If Mac Then
    Private Const SET_UP As String = "Skriv «kursverktoy installer» i Terminal, og trykk igjen."
#Else
    Private Const SET_UP As String = "Skriv «kursverktoy installer» i ledeteksten, og trykk igjen."
#End If

' xlwings puts the path and the name on a command line. A workbook may come from anybody: with
' these characters, what it is called would be run as a command, or cut the line in two.
Private Const NOT_IN_NAME As String = "=%"
#If Mac Then
    Private Const NOT_IN_PATH As String = ";^$`|\"""
#Else
    Private Const NOT_IN_PATH As String = ";^"
#End If

' Python stands in single quotes and without a per cent sign: the call goes through cmd.exe.
Public Sub RunVerb(ByVal book As Workbook, ByVal verb As String)
    Dim refusal As String
    refusal = WhyNot(book)
    If refusal <> "" Then
        MsgBox refusal, vbExclamation, TITLE
        Exit Sub
    End If
    On Error GoTo Failed
    Application.StatusBar = "Kursverktøy arbeider …"
    RunPython "from kursverktoy import macros; macros." & verb
    Application.StatusBar = False
    Exit Sub
Failed:
    MsgBox "Kursverktøy kom ikke i gang: " & Err.Description & vbNewLine & SET_UP, vbExclamation, TITLE
    Application.StatusBar = False
End Sub

Private Function WhyNot(ByVal book As Workbook) As String
    If book Is Nothing Then
        WhyNot = "Åpne arbeidsboka til kurset først, og trykk igjen. Er den åpen i beskyttet " & _
            "visning, velger du «Aktiver redigering»."
    ElseIf HasOneOf(NOT_IN_NAME, book.Name) Or HasOneOf(NOT_IN_PATH, book.FullName) Then
        WhyNot = "Navnet på arbeidsboka eller mappen har et tegn som ikke kan brukes: " & _
            NOT_IN_NAME & NOT_IN_PATH & ". Lagre boka med et annet navn eller i en annen mappe, " & _
            "og trykk igjen."
    Else
        WhyNot = WhyNoPython()
    End If
End Function

Private Function HasOneOf(ByVal characters As String, ByVal text As String) As Boolean
    Dim place As Long
    For place = 1 To Len(characters)
        If InStr(text, Mid$(characters, place, 1)) > 0 Then HasOneOf = True
    Next place
End Function

Private Function WhyNoPython() As String
    Dim interpreter As String
    #If Mac Then
        interpreter = GetConfig("INTERPRETER_MAC")
    #Else
        interpreter = GetConfig("INTERPRETER_WIN")
    #End If
    If interpreter = "" Then
        WhyNoPython = "Kursverktøy er ikke satt opp på denne maskinen. " & SET_UP
        Exit Function
    End If
    #If Not Mac Then
        If Not FileExistsOnWindows(interpreter) Then
            WhyNoPython = "Python er borte fra " & interpreter & ". " & SET_UP
        End If
    #End If
End Function
