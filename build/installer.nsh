; Extra steps of the Windows installer. Drafts live in the user's profile and outlive the program on purpose:
; a clerk who reinstalls finds every workspace again.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_OK|MB_ICONINFORMATION "程序已卸载。各工作区的草稿仍保留在 %APPDATA%\Jianbiao 中，不再需要时请自行删除。" /SD IDOK
  ${endIf}
!macroend
