import { mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { folderFinding, nodeFinding } from '../../../src/cli/checks/machine.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

describe('the machine', () => {
  const folder = useTemporaryFolder();

  it.each([
    ['20.19.0', 'ok'],
    ['20.20.2', 'ok'],
    ['24.0.0', 'ok'],
    ['20.9.0', 'problem'],
    ['18.20.4', 'problem'],
  ])('with Node %s is %s', (version, level) => {
    expect(nodeFinding(version)).toMatchObject({ level });
  });

  it('has a folder that can be written, or makes it where it may', async () => {
    await mkdir(folder.path('there'));
    for (const file of ['there/a.db', 'not/yet/a.db'])
      expect(await folderFinding(folder.path(file))).toMatchObject({ level: 'ok' });
  });

  it('has none where a file is in its place', async () => {
    await writeFile(folder.path('file'), '');
    expect(await folderFinding(folder.path('file/a.db'))).toMatchObject({ level: 'problem' });
  });
});
