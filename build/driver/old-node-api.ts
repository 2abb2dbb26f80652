import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Node-API of the Electron that the tests have. */
export const OLD_NODE_API = 9;

/**
 * Only since Node-API 10 may a reference hold a string; below it the string is kept in an object, and the reference
 * holds that.
 */
const BOX = `
class BoxedString {
public:
  BoxedString() {}
  BoxedString(Napi::Env env, Napi::String text) {
    Napi::Object object = Napi::Object::New(env);
    object.Set("text", text);
    box = Napi::Persistent(object);
  }
  Napi::String Value() const { return box.Value().Get("text").As<Napi::String>(); }
private:
  Napi::ObjectReference box;
};
`;

/** File, what stands there, what to put instead. Each must be found: the driver's source may have moved on. */
const CHANGES = [
  ['better_sqlite3.cpp', '#include <napi.h>\n', `#include <napi.h>\n${BOX}`],
  ['util/constants.cpp', 'Napi::Reference<Napi::String>', 'BoxedString'],
  [
    'util/constants.cpp',
    'Napi::Persistent(InternalizedFromLatin1(env, str))',
    'BoxedString(env, InternalizedFromLatin1(env, str))',
  ],
  ['util/bind-map.cpp', 'Napi::Reference<Napi::String>', 'BoxedString'],
  [
    'util/bind-map.cpp',
    'Napi::Persistent(InternalizedFromUtf8(env, name, -1))',
    'BoxedString(env, InternalizedFromUtf8(env, name, -1))',
  ],
  ['util/bind-map.cpp', 'Napi::Persistent(pair->name.Value())', 'BoxedString(env, pair->name.Value())'],
  ['util/helpers.cpp', 'Napi::Reference<Napi::String>', 'BoxedString'],
] as const;

/** Changes a copy of the driver's source (`folder`) so that it compiles for the older Node-API. Throws Error when a place is not found. */
export function rewriteForOldNodeApi(folder: string): void {
  for (const [name, from, to] of CHANGES) {
    const file = join(folder, name);
    const source = readFileSync(file, 'utf8');
    if (!source.includes(from)) throw new Error(`${name} of the database driver has no ${from}`);
    writeFileSync(file, source.replaceAll(from, to));
  }
}
