/** Addresses of all pages, in one place. Hash routes: `#/checks`. Pages link with these, never with literals. */
export const paths = {
  overview: '/',
  checks: '/checks',
  notices: '/notices',
  paper: '/paper',
  seal: '/seal/:tab?',
  feedback: '/feedback',
  handover: '/handover',
  bulk: '/bulk',
  inbox: '/inbox',
  review: '/review/:packageId',
  quotas: '/quotas',
  signers: '/signers',
  settings: '/settings/:tab?',
  help: '/help/:clause?',
  form: '/form/:subjectId/:formId/:fieldId?/:row?',
  photo: '/photo/:subjectId',
} as const;

/** The guided form of one subject; with a field, the page jumps there and focuses it. */
export function formPath(subjectId: string, formId: string, fieldId?: string, row?: number): string {
  const base = `/form/${subjectId}/${formId}`;
  if (fieldId === undefined) return base;
  return row === undefined ? `${base}/${fieldId}` : `${base}/${fieldId}/${row}`;
}

/** The photo desk of one individual. */
export function photoPath(subjectId: string): string {
  return `/photo/${subjectId}`;
}

/** The office's review of one imported package. */
export function reviewPath(packageId: string): string {
  return `/review/${packageId}`;
}

/** Sealing, opened at one of its tabs; without one at the wizard. */
export function sealPath(tab?: SealTab): string {
  return tab === undefined ? '/seal' : `/seal/${tab}`;
}
export type SealTab = 'seal' | 'enrol' | 'history';

/** Settings, opened at one of its tabs. */
export function settingsPath(tab?: SettingsTab): string {
  return tab === undefined ? '/settings' : `/settings/${tab}`;
}
export type SettingsTab = 'readings' | 'pack' | 'way' | 'look' | 'fonts' | 'safety' | 'events' | 'about';

/** Help, opened at one clause of the notice. */
export function clausePath(clause: string): string {
  return `/help/${encodeURIComponent(clause)}`;
}
