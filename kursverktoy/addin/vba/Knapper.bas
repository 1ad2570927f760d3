Attribute VB_Name = "Knapper"
Option Explicit

' The macros of the course workbook; its buttons on Start run them.

Public Sub Sjekk()
    RunVerb ThisWorkbook, "sjekk()"
End Sub

Public Sub Oppsummer()
    RunVerb ThisWorkbook, "oppsummer()"
End Sub

Public Sub Skriv()
    RunVerb ThisWorkbook, "skriv()"
End Sub

Public Sub SkrivValgte()
    RunVerb ThisWorkbook, "skriv_valgte()"
End Sub

Public Sub SkrivPdf()
    RunVerb ThisWorkbook, "skriv_pdf()"
End Sub

Public Sub NyPlan()
    RunVerb ThisWorkbook, "ny_plan()"
End Sub

Public Sub NyePlanmaal()
    RunVerb ThisWorkbook, "nye_planmal()"
End Sub

Public Sub VelgMappe()
    RunVerb ThisWorkbook, "velg_mappe()"
End Sub

Public Sub NyttKurs()
    RunVerb ThisWorkbook, "ny()"
End Sub

Public Sub Hjelp()
    RunVerb ThisWorkbook, "hjelp()"
End Sub
