; The setup program for Windows, made by Debian's makensis alone: for one user, without an administrator, in Chinese,
; silent with /S. It never stops a running program and never deletes a file that it did not bring: drafts lie in the
; user's profile, or beside a portable copy, and outlive every update and the uninstaller.
; Exit codes: 0 done, 2 the program is running (nothing was touched), 3 Windows is too old.
; Values from the caller: VERSION PUBLISHER COPYRIGHT SOURCE OUT ICON REMOVE COMPRESSOR SIZE_KB
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS all
SetCompressor /SOLID ${COMPRESSOR}
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define PROGRAM "Jianbiao.exe"
!define KEY "Software\Jianbiao"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Jianbiao"
!define CLASS "Jianbiao.Package"
!define CLASSES "Software\Classes"

Name "荐表"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Jianbiao"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
BrandingText "荐表 ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开荐表"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "荐表"
VIAddVersionKey /LANG=2052 "FileDescription" "荐表 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "${COPYRIGHT}"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "本程序需要 Windows 10 或更新的版本，没有安装。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; A running program's file cannot be opened for writing: that tells, without a plug-in, PowerShell or stopping anything.
!macro WaitClosed UN
Function ${UN}WaitClosed
  ${DoWhile} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "荐表正在运行。请保存并关闭荐表，再点“重试”。" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${Loop}
FunctionEnd
!macroend
!insertmacro WaitClosed ""
!insertmacro WaitClosed "un."

Section
  Call WaitClosed
  ; The version that is there takes its own files away by its own list, in place and before anything new is written.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /UPDATE _?=$INSTDIR' $1
    ${If} $1 <> 0
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"

  CreateDirectory "$SMPROGRAMS\荐表"
  CreateShortcut "$SMPROGRAMS\荐表\荐表.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$SMPROGRAMS\荐表\荐表（窗口空白或花屏时用）.lnk" "$INSTDIR\${PROGRAM}" "--software-rendering"
  CreateShortcut "$SMPROGRAMS\荐表\卸载荐表.lnk" "$INSTDIR\uninstall.exe"
  CreateShortcut "$DESKTOP\荐表.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "荐表封包"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.age\OpenWithProgids" "${CLASS}" ""
  ReadRegStr $0 HKCU "${CLASSES}\.age" ""
  ; Another program's association stays; ours is then one of the choices under "open with".
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\.age" "" "${CLASS}"
  ${EndIf}

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "荐表"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section un.
  Call un.WaitClosed
  !include "${REMOVE}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${IfNot} ${Errors}
    ; The new version writes everything below anew.
    Return
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  ; Never with /r: what else lies there is not ours.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\荐表\荐表.lnk"
  Delete "$SMPROGRAMS\荐表\荐表（窗口空白或花屏时用）.lnk"
  Delete "$SMPROGRAMS\荐表\卸载荐表.lnk"
  RMDir "$SMPROGRAMS\荐表"
  Delete "$DESKTOP\荐表.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.age" ""
  ${If} $0 == "${CLASS}"
    DeleteRegValue HKCU "${CLASSES}\.age" ""
  ${EndIf}
  DeleteRegValue HKCU "${CLASSES}\.age\OpenWithProgids" "${CLASS}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.age\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.age"
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "程序已卸载。各工作区的草稿仍保留在 $APPDATA\Jianbiao 中，不再需要时请自行删除。" /SD IDOK
SectionEnd
