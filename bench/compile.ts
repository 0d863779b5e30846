import { readFileSync, writeFileSync } from 'fs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

/** Writes a program as JavaScript. Its types have been checked by the time that somebody measures it. */
export function compile(program: string, target: string, edit = (code: string): string => code): void {
  const { outputText } = transpileModule(readFileSync(program, 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2020 },
  });
  writeFileSync(target, edit(outputText));
}
