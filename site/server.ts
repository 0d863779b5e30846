import { createReadStream, existsSync } from 'fs';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { extname, join } from 'path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Serves the files of a folder on this machine, as any web server does. */
export class FileServer {
  private readonly server: Server;

  constructor(folder: string) {
    this.server = createServer(({ url }, response) => {
      const file = join(folder, new URL(url!, 'http://localhost').pathname);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] });
      return createReadStream(file).pipe(response);
    });
  }

  /** Starts, and answers the address. */
  public start(): Promise<string> {
    return new Promise((resolve) => {
      this.server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`),
      );
    });
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
