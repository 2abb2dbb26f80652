import type { ApiResult } from '../../../../shared/api.ts';
import { JianbiaoError } from '../../../../shared/errors/jianbiao-error.ts';
import { handlersOf } from '../../kernel/run-method.ts';
import { exportOpensshPrivateKey, importOpensshPrivateKey } from '../../seal/index.ts';
import { logEvent } from '../../store/event-log.ts';
import { adoptIdentity, currentIdentity, type StoredIdentity } from '../../store/identity-store.ts';
import { type Desk, isoNow } from '../ground/desk.ts';
import { readSource, writeTarget } from '../ground/target-file.ts';
import { identityFromSeed, requireIdentity, signerOf } from './unit-keys.ts';

const keyFileLimit = 1 << 16;

function shown(identity: StoredIdentity): ApiResult<'identity.create'> {
  const { fingerprint, publicKey, ageRecipient, createdAt } = identity;
  return { fingerprint, publicKey, ageRecipient, createdAt };
}

/** The unit's own keys. */
export function identityMethods(desk: Desk) {
  return handlersOf({
    async 'identity.get'(_args, { db }) {
      const identity = currentIdentity(db);
      return identity === null ? null : shown(identity);
    },
    async 'identity.create'(_args, { db, header }) {
      const existing = currentIdentity(db);
      if (existing !== null)
        throw new JianbiaoError('identity-exists', { fingerprint: existing.fingerprint });
      const at = isoNow(desk);
      const identity = await identityFromSeed(desk.identitySeed(), header.name, at);
      db.atomic(() => {
        adoptIdentity(db, identity, at);
        logEvent(db, at, 'identity-created', { fingerprint: identity.fingerprint });
      });
      return shown(identity);
    },
    async 'identity.export'({ passphrase, target }, { db }) {
      const identity = requireIdentity(db);
      const text = exportOpensshPrivateKey(signerOf(identity), passphrase);
      const fileName = writeTarget(desk.handles, target, 'jianbiao-unit-key', Buffer.from(text, 'utf8'));
      logEvent(db, isoNow(desk), 'identity-exported', { fingerprint: identity.fingerprint });
      return { fileName };
    },
    async 'identity.import'({ source, passphrase }, { db, header }) {
      const { bytes } = readSource(desk.handles, source, keyFileLimit);
      const key = importOpensshPrivateKey(Buffer.from(bytes).toString('utf8'), passphrase);
      const at = isoNow(desk);
      const identity = await identityFromSeed(key.seed, key.publicKey.comment || header.name, at);
      db.atomic(() => {
        adoptIdentity(db, identity, at);
        logEvent(db, at, 'identity-imported', { fingerprint: identity.fingerprint });
      });
      return shown(identity);
    },
  });
}
