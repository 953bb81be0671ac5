/** A model's schema with references to other models in their short form, and what is wrong with it. */
export type CompiledModel = { schema: unknown; refersTo: Set<string>; faults: string[] };

export type CompiledModels = Map<string, CompiledModel>;
