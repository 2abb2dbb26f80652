import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { publishedSchemas } from '../../../shared/pack-check/published-schemas.ts';
import { contentSchemas } from '../../../shared/words/content-schema.ts';
import { openPack } from '../../engine/pack/open-pack.ts';
import { campaignFolder } from '../kit/campaigns.ts';
import type { Output } from '../kit/output.ts';

interface SchemaOptions {
  readonly out?: string;
  readonly campaign: string;
}

async function runSchema(options: SchemaOptions, out: Output): Promise<void> {
  const pack = await openPack(await campaignFolder(options.campaign));
  const schemas = { ...publishedSchemas(), ...contentSchemas(pack) };
  for (const name of Object.keys(schemas)) out.line(name);
  if (options.out !== undefined) {
    await mkdir(options.out, { recursive: true });
    for (const [name, schema] of Object.entries(schemas))
      await writeFile(join(options.out, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
    out.line(`共 ${Object.keys(schemas).length} 个，已写入 ${options.out}`);
  }
  out.finish({ ok: true, schemas }, true);
}

/** `schema`: JSON Schemas of every pack file, every package document and the records of a campaign (issue: pack tooling). */
export function addSchemaCommand(program: Command, out: Output): void {
  program
    .command('schema')
    .option('--out <dir>', '写成文件的文件夹；不给则用 --json 输出')
    .option('--campaign <id>', '给出这个活动各类记录的格式', 'ggj-2021')
    .description('输出 JSON Schema')
    .action((options: SchemaOptions) => runSchema(options, out));
}
