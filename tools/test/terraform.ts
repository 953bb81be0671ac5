import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findClient } from './find-client.ts';

export const terraformProgram = findClient('terraform');

/** Folders in which Terraform's own conventions, or people, keep providers for machines without a registry. */
const mirrors = [
  process.env.SLUICE_TERRAFORM_PLUGINS,
  join(homedir(), '.terraform.d/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  '/opt/tf-plugins',
];

/** Where the provider is, when it is here. */
export const terraformMirror = mirrors.find(
  (folder) => folder !== undefined && existsSync(join(folder, 'registry.terraform.io/hashicorp/aws/5.100.0')),
);

/** What is said when Terraform or its provider is not to be had: they come from neither npm nor apt. */
export const howToGetTerraform =
  'Terraform with the AWS provider 5.100.0 is not here: install terraform, put the provider into a mirror with ' +
  '"terraform providers mirror FOLDER", and set SLUICE_TERRAFORM_PLUGINS=FOLDER to run these tests.';

export const hasTerraform = terraformProgram !== undefined && terraformMirror !== undefined;
