import { execFileSync } from 'node:child_process';
import { noteUnmet } from '../support/unmet.ts';

/** The Debian package that brings each stranger's tool. */
const PACKAGES = {
  age: 'age',
  'age-keygen': 'age',
  chromium: 'chromium',
  gs: 'ghostscript',
  ip: 'iproute2',
  openssl: 'openssl',
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  python3: 'python3',
  qpdf: 'qpdf',
  sha256sum: 'coreutils',
  soffice: 'libreoffice-writer libreoffice-calc',
  sqlite3: 'sqlite3',
  'ssh-keygen': 'openssh-client',
  tar: 'tar',
  unshare: 'util-linux',
  unzip: 'unzip',
  xorriso: 'xorriso',
  Xvfb: 'xvfb',
  zip: 'zip',
} as const;
export type ToolName = keyof typeof PACKAGES;

/**
 * The path of a stranger's tool (age, qpdf, ssh-keygen …) or null where the machine has none, so that a suite can
 * skip with its name showing; the end of the run lists it with the Debian package that would bring it. With
 * JIANBIAO_REQUIRE_TOOLS=1 (as CI sets it) absence throws instead.
 */
export function requireTool(name: ToolName): string | null {
  try {
    return execFileSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
  } catch {
    return unmet(`the tool ${name}`, PACKAGES[name]);
  }
}

/** Something a test needs that no package brings: being root, mounting, a data set. Null where it is not there. */
export function requireGiven<T>(what: string, given: T | null): T | null {
  return given ?? unmet(what, null);
}

function unmet(what: string, debianPackage: string | null): null {
  if (process.env.JIANBIAO_REQUIRE_TOOLS === '1') throw new Error(`the tests need ${what}, which is missing`);
  noteUnmet({ what, debianPackage });
  return null;
}
