import type { ApiHandlers } from '../../../shared/api.ts';
import { appMethods } from './app-methods.ts';
import { attachmentMethods } from './attachment-methods.ts';
import { campaignMethods } from './campaign-methods.ts';
import type { Desk } from './desk.ts';
import { recordMethods } from './record-methods.ts';
import { workspaceMethods } from './workspace-methods.ts';

/** The implementation of every API method. */
export function createHandlers(desk: Desk): Partial<ApiHandlers> {
  return {
    ...appMethods(desk),
    ...workspaceMethods(desk),
    ...campaignMethods(desk),
    ...recordMethods(desk),
    ...attachmentMethods(desk),
  };
}
