Attribute VB_Name = "Clicks"
Option Explicit
Option Private Module

' What every click has in common: it is refused with a sentence when Python can't be reached,
' and otherwise handed to kursverktoy.macros, which does the work and tells what came of it.

Private Const TITLE As String = "Kursverktøy"
Private Const SET_UP As String = "Skriv «kursverktoy installer» i ledeteksten, og trykk igjen."

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

' A semicolon or an equals sign would cut the command line of xlwings in two.
Private Function WhyNot(ByVal book As Workbook) As String
    If book Is Nothing Then
        WhyNot = "Åpne arbeidsboka til kurset først, og trykk igjen. Er den åpen i beskyttet " & _
            "visning, velger du «Aktiver redigering»."
    ElseIf InStr(book.FullName, ";") > 0 Or InStr(book.Name, "=") > 0 Then
        WhyNot = "Navnet på arbeidsboka eller mappa har tegnet ; eller =. Lagre boka med et " & _
            "annet navn eller i en annen mappe, og trykk igjen."
    Else
        WhyNot = WhyNoPython()
    End If
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
