/** A route as the application registered it, by its whole path. */
export interface ListedRoute {
  readonly method: string;
  readonly path: string;
}

interface Layer {
  readonly rawPath: unknown;
  readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** What an Express application answers, read from its own router, and what stands there that is no route. */
export interface RouteList {
  readonly routes: readonly ListedRoute[];
  /** Paths of functions that may answer by themselves, where nobody sees which addresses they take. */
  readonly opaque: readonly string[];
}

/** Walks the router of an application (Express 5), through the routers in it. */
export function listRoutes(app: { readonly router: unknown }): RouteList {
  const routes: ListedRoute[] = [];
  const opaque: string[] = [];
  const walk = (layers: readonly Layer[], prefix: string): void => {
    for (const { rawPath, route, handle } of layers) {
      for (const mounted of textsOf(rawPath)) {
        const path = join(prefix, mounted);
        if (route) {
          const methods = Object.keys(route.methods);
          const names = route.methods._all ? ['get', 'post'] : methods;
          for (const own of textsOf(route.path))
            for (const name of names) routes.push({ method: name.toUpperCase(), path: join(prefix, own) });
        } else if (handle.stack) walk(handle.stack, path);
        else if (mounted !== '/') opaque.push(path);
      }
    }
  };
  walk((app.router as { stack: readonly Layer[] }).stack, '');
  return { routes, opaque };
}

const textsOf = (path: unknown): string[] => (Array.isArray(path) ? path.map(String) : [String(path ?? '/')]);
const join = (prefix: string, path: string): string =>
  `${prefix}/${path}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
