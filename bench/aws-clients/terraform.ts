import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformMirror, terraformProgram } from '#tools/test/terraform.ts';
import type { ControlApi } from './control-api.ts';
import { runClient } from './run-client.ts';

/** A configuration in a folder of its own, applied to a control API. */
export class Terraform {
  private readonly folder: string;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly variables: string[];

  constructor(configuration: string, { endpoint, environment }: ControlApi) {
    this.folder = mkdtempSync(join(tmpdir(), 'sluice-terraform-'));
    cpSync(new URL(`./terraform/${configuration}/main.tf`, import.meta.url), join(this.folder, 'main.tf'));
    const settings = join(this.folder, 'settings.tfrc');
    writeFileSync(
      settings,
      `provider_installation {\n  filesystem_mirror {\n    path = "${terraformMirror}"\n  }\n}\n`,
    );
    this.environment = { ...environment, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
    this.variables = ['-var', `endpoint=${endpoint}`];
  }

  async init(): Promise<void> {
    await this.run(['init', '-no-color']);
  }

  async apply(answer: string): Promise<void> {
    await this.run(['apply', '-no-color', '-auto-approve', ...this.variables, '-var', `answer=${answer}`]);
  }

  /** What a plan would change, as Terraform tells it; empty when there is nothing. */
  async plan(answer: string): Promise<string> {
    const args = ['plan', '-no-color', '-detailed-exitcode', ...this.variables, '-var', `answer=${answer}`];
    const printed = await this.run(args, [0, 2]);
    return printed.includes('No changes.') ? '' : printed;
  }

  /** Forgets a resource, and takes it up again by its id. */
  async reimport(address: string, id: string, answer: string): Promise<void> {
    await this.run(['state', 'rm', address]);
    await this.run(['import', '-no-color', ...this.variables, '-var', `answer=${answer}`, address, id]);
  }

  async output(name: string): Promise<string> {
    return (await this.run(['output', '-raw', name])).trim();
  }

  /** The attributes of every resource, by address. */
  async state(): Promise<Map<string, Record<string, string>>> {
    const shown = JSON.parse(await this.run(['show', '-json'])) as Shown;
    const resources = shown.values?.root_module.resources ?? [];
    return new Map(resources.map(({ address, values }) => [address, values]));
  }

  async destroy(answer: string): Promise<void> {
    await this.run(['destroy', '-no-color', '-auto-approve', ...this.variables, '-var', `answer=${answer}`]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(args: string[], fine?: number[]): Promise<string> {
    return runClient(terraformProgram ?? 'terraform', args, this.environment, {
      cwd: this.folder,
      ...(fine && { fine }),
    });
  }
}

type Shown = {
  values?: { root_module: { resources?: { address: string; values: Record<string, string> }[] } };
};
