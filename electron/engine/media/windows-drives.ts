import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { JianbiaoError } from '../../../shared/errors/jianbiao-error.ts';
import { type Drive, largestFileOf } from './drive.ts';

const run = promisify(execFile);

/** Win32_LogicalDisk.DriveType: 2 is a removable disk, 5 a disc drive. */
const removableType = 2;
const discType = 5;

// Letters of USB disks come from the storage module, which Windows 7 lacks: its errors are silenced and such a disk is
// then reached through the save dialog. Base64 keeps quoting rules of two shells out of it.
const script = `
$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$usb = @(Get-Disk | Where-Object BusType -eq 'USB' | Get-Partition | Where-Object DriveLetter | ForEach-Object { "$($_.DriveLetter):" })
$disks = @(Get-CimInstance Win32_LogicalDisk | Select-Object DeviceID, DriveType, FileSystem, FreeSpace, Size, VolumeName, Access)
ConvertTo-Json -Compress -Depth 3 @{ usb = $usb; disks = $disks }
`;

const disk = z.object({
  DeviceID: z.string().regex(/^[A-Z]:$/),
  DriveType: z.number(),
  FileSystem: z.string().nullish(),
  FreeSpace: z.number().nullish(),
  Size: z.number().nullish(),
  VolumeName: z.string().nullish(),
  /** 1 readable, 2 writable, 3 both; 0 or absent is unknown. */
  Access: z.number().nullish(),
});

const answer = z.object({ usb: z.array(z.string()).catch([]), disks: z.array(disk) });

/** Turns the JSON our script prints into drives. Throws media-list-failed when it is something else. */
export function parseWindowsDrives(json: string): Drive[] {
  let parsed: z.infer<typeof answer>;
  try {
    parsed = answer.parse(JSON.parse(json));
  } catch (thrown) {
    throw new JianbiaoError('media-list-failed', { problem: '系统返回的内容无法识别' }, { cause: thrown });
  }
  return (
    parsed.disks
      .filter(
        ({ DeviceID, DriveType }) =>
          DriveType === removableType || DriveType === discType || parsed.usb.includes(DeviceID),
      )
      // An empty card reader or disc drive has no size.
      .filter(({ Size }) => (Size ?? 0) > 0)
      .map(({ DeviceID, DriveType, FileSystem, FreeSpace, Size, VolumeName, Access }) => ({
        folder: `${DeviceID}\\`,
        name: (VolumeName ?? '') ? `${VolumeName}（${DeviceID}）` : DeviceID,
        fileSystem: FileSystem ?? '',
        freeBytes: FreeSpace ?? 0,
        totalBytes: Size ?? 0,
        removable: true,
        writable: DriveType !== discType && Access !== 1,
        largestFile: largestFileOf(FileSystem ?? ''),
      }))
  );
}

/** The removable drives of a Windows system, asked through PowerShell, which every supported Windows has. */
export async function windowsDrives(): Promise<Drive[]> {
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  try {
    const { stdout } = await run(
      'powershell.exe',
      ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand', encoded],
      { timeout: 15_000, windowsHide: true, maxBuffer: 1 << 20 },
    );
    return parseWindowsDrives(stdout.trim());
  } catch (thrown) {
    if (thrown instanceof JianbiaoError) throw thrown;
    throw new JianbiaoError('media-list-failed', { problem: '系统没有应答' }, { cause: thrown });
  }
}
