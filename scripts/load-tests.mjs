// What a process that runs many test files begins with.
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from './entries.mjs';

/** Loads test files, whose tests are then run one after the other. One that cannot be loaded is a test that fails. */
export async function loadTests(files) {
  for (const file of files) {
    try {
      await import(new URL(file, pathToFileURL(`${root}/`)).href);
    } catch (error) {
      test(`${file} is loaded`, () => {
        throw error;
      });
    }
  }
}
