/** Names of the channels between the preload script and main; the window itself sees functions only. */
export const channels = {
  call: 'jianbiao:call',
  chooseFiles: 'jianbiao:choose-files',
  chooseFolder: 'jianbiao:choose-folder',
  chooseSave: 'jianbiao:choose-save',
  finishSave: 'jianbiao:finish-save',
  ready: 'jianbiao:ready',
  event: 'jianbiao:event',
  command: 'jianbiao:command',
} as const;
