import { z } from 'zod';

/** Whose desk a workspace is. */
export const workspaceRole = z.enum(['host', 'recommender', 'office']);
export type WorkspaceRole = z.infer<typeof workspaceRole>;

/** What each is called. */
export const roleTitles: { readonly [R in WorkspaceRole]: string } = {
  host: '基层单位',
  recommender: '推荐单位',
  office: '领导小组办公室',
};

export const everyone: readonly WorkspaceRole[] = ['host', 'recommender', 'office'];
/** Roles that fill forms. */
export const clerks: readonly WorkspaceRole[] = ['recommender', 'host'];
/** Roles that take in packages of lower units. */
export const receivers: readonly WorkspaceRole[] = ['office', 'recommender'];
export const office: readonly WorkspaceRole[] = ['office'];
export const recommender: readonly WorkspaceRole[] = ['recommender'];
