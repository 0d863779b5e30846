import { fileInRoot } from './support/examples';

describe('help', () => {
  const help = fileInRoot('help');
  const scripts = Object.keys(JSON.parse(fileInRoot('package.json')).scripts);
  const listed = [...help.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, script]) => script);

  test('lists every script once and no other, what npm runs before a command by that command', () => {
    expect([...listed].sort()).toEqual(scripts.map((script) => script.replace(/^pre/, '')).sort());
  });

  test('lists commands that the CDKTF command line has', () => {
    const commands = [...help.matchAll(/npx cdktf ([a-z]+)/g)].map(([, command]) => command);

    expect(commands).toEqual(['diff', 'deploy', 'destroy']);
  });
});
