import { join } from 'node:path';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { leastLogN } from '../../engine/store/key-wrap.ts';
import { type EngineClient, openEngine } from '../kit/engine-client.ts';

/** Where the demo works and what it takes. */
export interface DemoOptions {
  readonly out: string;
  readonly campaignsDir: string;
  readonly fontsDir?: string | undefined;
  readonly campaign: string;
  /** Samples by their ids; absent, a complete sample of every unit type the campaign has. */
  readonly samples?: readonly string[] | undefined;
  /** A line for people about each step. */
  readonly say: (text: string) => void;
}

/** One package that travelled. */
export interface DemoPackage {
  readonly kind: string;
  readonly from: 'office' | 'unit';
  /** The sample whose unit it is from or for; null for what goes to all. */
  readonly sample: string | null;
  readonly file: string;
  readonly digest: string;
  readonly revision: number;
  readonly encrypted: boolean;
  /** The signer's name in allowed_signers, for `ssh-keygen -Y verify -I`. */
  readonly principal: string;
}

/** What sealing answers, as far as the demo keeps it. */
export interface Sealed {
  readonly fileName: string;
  readonly digest: string;
  readonly revision: number;
  readonly encrypted: boolean;
}

/** The workspaces of the demo hold invented people only; anyone may open them. */
export const demoPassphrase = 'jianbiao-demo';

/** Why some packages of the demo are in the clear: anyone may look into them with tools of their own. */
export const demoPlain = { reason: '演示用的虚构材料，供用其他工具核对' };

/** Throws that a step of the demo did not come out as it should. */
export function failed(problem: string): never {
  throw new JianbiaoError('demo-check-failed', { problem });
}

/**
 * One side of the demo: an engine on its own folder below `data`, repeatable ids and keys, and a clock that stands
 * still until it is set, so that the same content gives the same bytes on every run.
 */
export class DemoDesk {
  readonly client: EngineClient;
  protected readonly options: DemoOptions;
  private at: string;

  constructor(options: DemoOptions, folder: string, seed: string, at: string) {
    this.options = options;
    this.at = at;
    this.client = openEngine({
      dataDir: join(options.out, 'data', folder),
      campaignsDir: options.campaignsDir,
      fontsDir: options.fontsDir,
      now: () => new Date(this.at),
      seed,
      // Everyone knows the passphrase of the demo: guessing it need not be dear.
      passphraseLogN: leastLogN,
    });
  }

  /** Sets the clock: a day `YYYY-MM-DD`, in the morning in China. */
  setDay(day: string): void {
    this.at = `${day}T02:00:00Z`;
  }

  now(): string {
    return this.at;
  }

  usb(): { folder: string } {
    return { folder: this.client.handle(join(this.options.out, 'usb'), 'folder') };
  }

  /** Imports files from the stick; every one must be verified and taken in. */
  async take(files: readonly string[]): Promise<void> {
    const sources = files.map((file) => this.client.handle(join(this.options.out, 'usb', file), 'read'));
    const outcomes = await this.client.call('inbox.import', { sources, jobId: 'demo-import' });
    for (const { fileName, outcome, problems } of outcomes) {
      this.options.say(
        `导入 ${fileName}：${outcome}${problems.map((problem) => ` ${problem.message}`).join('')}`,
      );
      if (outcome === 'quarantined') failed(fileName);
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
