import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What models.md C1 item 19 asks of every release. */
const REQUIRED: ReadonlyMap<FuseV1Options, FuseState> = new Map([
  [FuseV1Options.RunAsNode, FuseState.DISABLE],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
]);

/** Reads the fuses back out of a packed executable. Throws Error naming every fuse that is not as a release needs it. */
export async function assertFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const wrong = [...REQUIRED]
    .filter(([fuse, state]) => wire[fuse] !== state)
    .map(([fuse]) => FuseV1Options[fuse]);
  if (wrong.length > 0) throw new Error(`fuses not as required in ${executable}: ${wrong.join(', ')}`);
}
