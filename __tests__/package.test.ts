import { fileInRoot } from './support/examples';

describe('the package', () => {
  const manifest = JSON.parse(fileInRoot('package.json'));
  const lock = JSON.parse(fileInRoot('package-lock.json'));

  test.each(['package-lock.json', 'site/package-lock.json', 'bench/aws-cdk/package-lock.json'])(
    'has no download addresses in %s',
    (file) => {
      const { packages } = JSON.parse(fileInRoot(file));

      expect(Object.values<{ resolved?: string }>(packages).filter(({ resolved }) => resolved)).toEqual([]);
    },
  );

  test('has a site whose packages are pinned and run no script when they are installed', () => {
    const ranges = Object.values<string>(JSON.parse(fileInRoot('site/package.json')).dependencies);
    const { packages } = JSON.parse(fileInRoot('site/package-lock.json'));

    expect(ranges.filter((range) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
    expect(Object.keys(packages).filter((name) => packages[name].hasInstallScript)).toEqual([]);
  });

  test('pins every dependency that it brings or is developed with', () => {
    const ranges = Object.values<string>({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(ranges.filter((range) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  test('bundles what it depends on, because none of it is a jsii module', () => {
    expect(manifest.bundledDependencies).toEqual(Object.keys(manifest.dependencies));
  });

  test('is developed with releases that its peers allow', () => {
    expect(manifest.peerDependencies).toEqual({
      '@cdktf/provider-aws': '>=20.1.0 <22.0.0',
      cdktf: '^0.21.0',
      constructs: '^10.4.2',
    });
    expect(manifest.devDependencies).toMatchObject({
      '@cdktf/provider-aws': '21.22.1',
      'cdktf-cli': '0.21.0',
    });
  });

  test('needs no install script of a dependency that it brings', () => {
    const scripted = Object.entries<{ hasInstallScript?: boolean; dev?: boolean }>(lock.packages)
      .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
      .map(([name]) => name);

    expect(scripted).toEqual([]);
  });
});
