import type { CreateProject, ListProjects, Project, ProjectPage, UpdateProject } from "@pilothouse/contracts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";

/** Folders that agents worked in, and projects that people made of them. */
export interface Projects {
  /** Page by page: call it again with the answer's `next` as `cursor` until that is `null`. */
  list(filter?: ListProjects, options?: CallOptions): Promise<ProjectPage>;
  get(id: string, options?: CallOptions): Promise<Project>;
  /** What was begun in or below its folders is its own from now on. */
  create(input: CreateProject, options?: CreateOptions): Promise<Project>;
  update(id: string, change: Omit<UpdateProject, "id">, options?: CallOptions): Promise<Project>;
  /** Only one that was created; its conversations are again where they were found. */
  delete(id: string, options?: CallOptions): Promise<void>;
}

export function projectsResource(caller: Caller): Projects {
  return {
    list: (filter = {}, options) => caller.query((api, call) => api.projects.list.query(filter, call), options),
    get: (id, options) => caller.query((api, call) => api.projects.get.query({ id }, call), options),
    create: (input, options) => caller.mutation((api, call) => api.projects.create.mutate(input, call), options),
    update: (id, change, options) => caller.mutation((api, call) => api.projects.update.mutate({ ...change, id }, call), options),
    delete: (id, options) => caller.mutation((api, call) => api.projects.delete.mutate({ id }, call), options),
  };
}
