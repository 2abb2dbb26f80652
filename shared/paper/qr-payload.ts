import { JianbiaoError } from '../errors/jianbiao-error.ts';

/** What the QR code on a printed page says (design: paper). No personal data: subjects are opaque ids. */
export interface QrPayload {
  readonly campaign: string;
  readonly submission: string;
  readonly form: string;
  /** `unit` or the nominee's id. */
  readonly subject: string;
  readonly revision: number;
  /** `XXXXX-XXXXX`, see checkCode. */
  readonly code: string;
  readonly page: number;
  readonly pages: number;
}

const name = /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/;
const pattern =
  /^JB1\*([A-Za-z0-9.-]{1,64})\*([A-Za-z0-9.-]{1,64})\*([A-Za-z0-9.-]{1,64})\*([A-Za-z0-9.-]{1,64})\*R([1-9]\d{0,5})\*([0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5})\*P([1-9]\d{0,3})-([1-9]\d{0,3})$/;

/**
 * The text of a page's QR code: `JB1*<campaign>*<submission>*<form>*<subject>*R<revision>*<code>*P<page>-<pages>`, ASCII only.
 * Throws `paper-qr-invalid` when a part is not a plain identifier.
 */
export function qrText(payload: QrPayload): string {
  const parts = [payload.campaign, payload.submission, payload.form, payload.subject];
  const text = `JB1*${parts.join('*')}*R${payload.revision}*${payload.code}*P${payload.page}-${payload.pages}`;
  if (!parts.every((part) => name.test(part)) || !pattern.test(text))
    throw new JianbiaoError('paper-qr-invalid');
  return text;
}

/** Reads the text of a QR code back. Throws `paper-qr-invalid` on anything this program did not print. */
export function parseQrText(text: string): QrPayload {
  const match = pattern.exec(text);
  if (!match) throw new JianbiaoError('paper-qr-invalid');
  const [, campaign = '', submission = '', form = '', subject = '', revision, code = '', page, pages] = match;
  return {
    campaign,
    submission,
    form,
    subject,
    revision: Number(revision),
    code,
    page: Number(page),
    pages: Number(pages),
  };
}

/** What the QR code of a package's cover sheet says. */
export interface PackageQrPayload {
  readonly campaign: string;
  readonly submission: string;
  readonly kind: string;
  readonly revision: number;
  /** SHA-256 of the package's tag manifest, 64 hex digits. */
  readonly digest: string;
}

const packagePattern =
  /^JBD1\*([A-Za-z0-9.-]{1,64})\*([A-Za-z0-9.-]{1,64})\*([A-Za-z0-9.-]{1,64})\*R([1-9]\d{0,5})\*([0-9a-f]{64})$/;

/** The text of a cover sheet's QR code: `JBD1*<campaign>*<submission>*<kind>*R<revision>*<digest>`. Throws `paper-qr-invalid`. */
export function packageQrText(payload: PackageQrPayload): string {
  const { campaign, submission, kind, revision, digest } = payload;
  const text = `JBD1*${campaign}*${submission}*${kind}*R${revision}*${digest}`;
  if (!packagePattern.test(text)) throw new JianbiaoError('paper-qr-invalid');
  return text;
}
