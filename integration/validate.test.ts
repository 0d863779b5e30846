import { defaultConfiguration, Project } from '../src/rehearsal/project';

describe('the default configuration, as the real AWS provider sees it', () => {
  const project = new Project();

  beforeAll(async () => {
    project.configure(defaultConfiguration());
    await project.synth();
    await project.init('production');
  });

  afterAll(() => project.remove());

  test('is valid', async () => {
    const verdict = JSON.parse(await project.terraform('production', 'validate', '-json'));

    expect(verdict).toMatchObject({ valid: true, error_count: 0, warning_count: 0, diagnostics: [] });
  });

  test('is valid no more when an attribute is misspelt, so that the test above can fail', async () => {
    const broken = new Project();
    try {
      broken.configure(defaultConfiguration());
      await broken.synth();
      broken.edit('production', (json) => json.replace('"rotation_lambda_arn"', '"rotation_lambda_arm"'));
      await broken.init('production');

      await expect(broken.terraform('production', 'validate', '-no-color')).rejects.toThrow(
        /rotation_lambda_arm/,
      );
    } finally {
      broken.remove();
    }
  });
});
