import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Finding, fine, problem } from '../../core/finding.js';
import { packageEngine } from '../../ops/package-root.js';

/** Whether Node is as new as package.json asks for. */
export function nodeFinding(version: string): Finding {
  const needed = packageEngine();
  const isNewEnough = compare(version, needed) >= 0;
  return isNewEnough
    ? fine('Node', `${version}; paperboy needs ${needed} or newer.`)
    : problem('Node', `${version} is older than paperboy needs.`, `Install Node ${needed} or newer.`);
}

function compare(one: string, other: string): number {
  const [mine, theirs] = [one, other].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (mine?.[index] ?? 0) - (theirs?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether files can be made beside the database. */
export async function folderFinding(file: string): Promise<Finding> {
  const folder = await nearestFolder(dirname(file));
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return fine('Data folder', `${dirname(file)} can be written.`);
  } catch {
    return problem(
      'Data folder',
      `${dirname(file)} cannot be written.`,
      'Give the user that paperboy runs as the right to, or choose another place with DATABASE_URL.',
    );
  }
}

/** Folders that are missing are made when they are needed. */
async function nearestFolder(folder: string): Promise<string> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  return exists || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
