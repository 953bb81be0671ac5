import { constants, open, type FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Of a named pipe, opening and writing fail at once instead of holding a thread until somebody reads. */
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;
/** How soon a pipe that took nothing is tried again, ms. */
const retryMs = 50;

/** A file that text is appended to, opened when there is some; or a named pipe, whose reader is waited for. */
export class LogFile {
  private readonly path: string;
  private handle: FileHandle | null = null;
  private isStale = false;
  private isClosed = false;

  constructor(path: string) {
    this.path = path;
  }

  /** Further text goes to a new file at the path: something moved the old one away. */
  reopen(): void {
    this.isStale = true;
  }

  /**
   * Appends all of the text, as soon as it is taken.
   * @throws what the system says, and when it is closed before
   */
  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.byteLength) {
      try {
        const handle = await this.opened();
        written += (await handle.write(bytes, written)).bytesWritten;
      } catch (error) {
        if (!isUnread(error as NodeJS.ErrnoException)) throw error;
        await setTimeout(retryMs);
        if (this.isClosed) throw error;
      }
    }
  }

  async close(): Promise<void> {
    const { handle } = this;
    this.isClosed = true;
    this.handle = null;
    await handle?.close();
  }

  private async opened(): Promise<FileHandle> {
    if (this.isStale) {
      this.isStale = false;
      await this.handle?.close().catch(() => undefined);
      this.handle = null;
    }
    this.handle ??= await open(this.path, flags, 0o640);
    return this.handle;
  }
}

/** Whether a pipe is full, or has no reader yet. */
function isUnread({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EAGAIN' || code === 'ENXIO';
}
