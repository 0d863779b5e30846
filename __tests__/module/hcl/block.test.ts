import { expression, goesLast, locals, nestedBlock, resource } from '../../../src/module/blocks';
import { renderFile } from '../../../src/module/hcl/block';
import { renderJson } from '../../../src/module/hcl/json';

const BLOCKS = [
  locals('Why the values are there.', { region: expression('data.aws_region.current.id') }),
  resource(
    'aws_thing',
    'one',
    'A comment that is longer than one line can be stands in two of about the same length, so that nobody has to scroll to its end.',
    {
      count: expression('var.creates ? 1 : 0'),
      name: '${var.name}-thing',
      left_out: undefined,
      depends_on: [expression('aws_other.one')],
    },
    nestedBlock('rule', { port: 443 }),
    goesLast({ ignore_changes: [expression('name')] }),
  ),
];

test('blocks read as a person writes them', () => {
  expect(renderFile(BLOCKS)).toMatchInlineSnapshot(`
"# Why the values are there.
locals {
  region = data.aws_region.current.id
}

# A comment that is longer than one line can be stands in two of
# about the same length, so that nobody has to scroll to its end.
resource "aws_thing" "one" {
  count = var.creates ? 1 : 0

  name = "\${var.name}-thing"

  rule {
    port = 443
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [name]
  }

  depends_on = [aws_other.one]
}
"
`);
});

test('the same in JSON has expressions where Terraform evaluates, and names where it does not', () => {
  expect(JSON.parse(renderJson(BLOCKS))).toEqual({
    locals: { region: '${data.aws_region.current.id}' },
    resource: {
      aws_thing: {
        one: {
          '//': expect.stringContaining('A comment'),
          count: '${var.creates ? 1 : 0}',
          name: '${var.name}-thing',
          rule: [{ port: 443 }],
          lifecycle: [{ create_before_destroy: true, ignore_changes: ['name'] }],
          depends_on: ['aws_other.one'],
        },
      },
    },
  });
});
