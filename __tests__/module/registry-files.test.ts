import { registryFiles } from '../../scripts/registry-files';

const files = registryFiles();

test('the package of the registry has a module for each engine, strategy and master secret of the guide', () => {
  const modules = Object.keys(files).flatMap((file) => /^modules\/([^/]+)\/main\.tf$/.exec(file)?.[1] ?? []);
  expect(modules).toEqual([
    'mysql-single-user',
    'mysql-multi-user',
    'mysql-multi-user-managed-master',
    'postgres-single-user',
    'postgres-multi-user',
    'postgres-multi-user-managed-master',
  ]);
  modules.forEach((name) => expect(files['README.md']).toContain(`](modules/${name})`));
});

test('the registry finds what it wants of a module', () => {
  ['', 'modules/mysql-single-user/'].forEach((folder) =>
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(
        ['README.md', 'main.tf', 'versions.tf', 'LICENSE'].map((name) => `${folder}${name}`),
      ),
    ),
  );
});

test('each module says by which address it is called', () => {
  expect(files['modules/postgres-single-user/README.md']).toContain(
    'source = "cdktf-secret-rotation/secret-rotation/aws//modules/postgres-single-user"',
  );
});
