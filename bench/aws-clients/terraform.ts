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
    await this.run(['apply', '-no-color', '-auto-approve', ...this.with(answer)]);
  }

  /** What a plan would change, as Terraform tells it; empty when there is nothing. */
  async plan(answer: string): Promise<string> {
    const args = ['plan', '-no-color', '-detailed-exitcode', ...this.with(answer)];
    const printed = await this.run(args, [0, 2]);
    return printed.includes('No changes.') ? '' : printed;
  }

  /** Forgets resources, and takes them up again by their ids: address to id. Says what Terraform did. */
  async reimport(ids: ReadonlyMap<string, string>, answer: string): Promise<string> {
    await this.run(['state', 'rm', ...ids.keys()]);
    const blocks = [...ids].map(([address, id]) => `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n`);
    const file = join(this.folder, 'imports.tf');
    writeFileSync(file, blocks.join(''));
    const printed = await this.run(['apply', '-no-color', '-auto-approve', ...this.with(answer)]);
    rmSync(file);
    return printed.match(/Apply complete! .*/)?.[0] ?? '';
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
    await this.run(['destroy', '-no-color', '-auto-approve', ...this.with(answer)]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private with(answer: string): string[] {
    return [...this.variables, '-var', `answer=${answer}`];
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
