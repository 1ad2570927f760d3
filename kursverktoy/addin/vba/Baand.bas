Attribute VB_Name = "Baand"
Option Explicit

' What the ribbon calls. Each works on the workbook in front, whoever made it.

Public Sub NyttKurs(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "ny()"
End Sub

Public Sub Sjekk(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "sjekk()"
End Sub

Public Sub Oppsummer(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "oppsummer()"
End Sub

Public Sub Skriv(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "skriv()"
End Sub

' The tag is the word that asks for one kind of document.
Public Sub SkrivDokument(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "skriv('" & control.Tag & "')"
End Sub

Public Sub SkrivValgte(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "skriv_valgte()"
End Sub

Public Sub SkrivPdf(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "skriv_pdf()"
End Sub

Public Sub VelgMappe(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "velg_mappe()"
End Sub

Public Sub NyPlan(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "ny_plan()"
End Sub

Public Sub NyePlanmaal(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "nye_planmal()"
End Sub

Public Sub Hjelp(ByVal control As IRibbonControl)
    RunVerb ActiveWorkbook, "hjelp()"
End Sub
