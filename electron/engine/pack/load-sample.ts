import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { attachmentRef } from '../../../shared/words/content.ts';
import { type Submission, submissionSchema } from '../../../shared/words/submission-schema.ts';
import { samplePhoto } from './sample-photo.ts';

/** A complete sample submission with the bytes of its photos, by SHA-256. */
export interface SampleSubmission {
  readonly submission: Submission;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The samples that come with a pack folder, e.g. `province`, `central-organ`; empty where there are none. */
export async function listSamples(packDir: string): Promise<readonly string[]> {
  const names = await readdir(join(packDir, 'samples')).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/**
 * Loads a sample of a pack folder (issue: sample submissions). The people are invented; their photos are drawn here,
 * since no picture is shipped. Throws `sample-missing` or `sample-invalid`.
 */
export async function loadSample(packDir: string, id: string): Promise<SampleSubmission> {
  const text = await readFile(join(packDir, 'samples', `${id}.json`), 'utf8').catch(() => null);
  if (text === null || !/^[a-z0-9-]+$/.test(id)) throw new JianbiaoError('sample-missing', { id });
  const parsed = submissionSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new JianbiaoError('sample-invalid', { id });
  return { submission: parsed.data, files: samplePhotos(parsed.data) };
}

/** 姓名-8位出生日期.jpg, as every campaign's photo files are called (shared/identifiers/person-name.ts). */
const photoName = /^(.+)-(\d{4})(\d{2})(\d{2})\.jpg$/;

/**
 * Draws the photos that a sample's individuals refer to, whatever the campaign calls the field: the file's name carries
 * what seeds the drawing. Throws when a reference does not fit the drawing.
 */
export function samplePhotos(submission: Submission): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { id, content } of submission.nominees) {
    for (const value of Object.values(content)) {
      const wanted = attachmentRef.safeParse(value);
      const [, name, year, month, day] = (wanted.success && photoName.exec(wanted.data.name)) || [];
      if (!wanted.success || name === undefined) continue;
      const { bytes, ref } = samplePhoto(name, `${year}-${month}-${day}`);
      if (ref.sha256 !== wanted.data.sha256) throw new JianbiaoError('sample-invalid', { id });
      files.set(ref.sha256, bytes);
    }
  }
  return files;
}
