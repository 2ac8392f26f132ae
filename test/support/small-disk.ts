import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(4_096, 'x');

/** A disk of its own in memory, so small that it is soon full. */
export interface SmallDisk {
  fill(): void;
  makeRoom(): void;
  remove(): void;
}

export function openSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  const ballast = join(folder, 'ballast');
  return {
    fill() {
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch {
        closeSync(file);
      }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    remove: () => void execFileSync('/bin/umount', ['--lazy', folder]),
  };
}

/** Only some users may make disks. */
export const canMakeDisks = tryDisk();

function tryDisk(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-disk-'));
  try {
    openSmallDisk(folder, 1).remove();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
