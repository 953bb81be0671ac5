'use client';

import { applyRecipe } from '#core/integrations/apply-recipe.ts';
import { type Recipe, recipes } from '#core/integrations/recipes.ts';
import type { MethodPatch } from '#core/methods/input.ts';
import { Button } from '../ui/button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { toastDone } from '../ui/toast.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

export interface RecipeMenuProps {
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  /** After a recipe was taken or taken back. */
  onChosen: () => void;
}

/** Fills an AWS integration, its mappings and the method's responses from a recipe; it can be taken back. */
export function RecipeMenu({ method, edit, onChosen }: RecipeMenuProps) {
  function take(recipe: Recipe) {
    const { requestParameters, methodResponses, integration } = method;
    const taken = applyRecipe(recipe, method.path, integration);
    edit({ ...taken, requestParameters: { ...taken.requestParameters, ...requestParameters } });
    onChosen();
    toastDone(`${recipe.service}: ${recipe.title}`, {
      description: 'Put names of your own in place of its table, bucket, queue or state machine.',
      undo: () => {
        edit({ requestParameters, methodResponses, integration });
        onChosen();
      },
    });
  }
  const items = recipes.flatMap((recipe, index): MenuItem[] => [
    ...(recipe.service === recipes[index - 1]?.service ? [] : [{ kind: 'heading' as const, label: recipe.service }]),
    {
      label: recipe.title,
      hint: `${recipe.method.httpMethod} ${recipe.method.path}`,
      onSelect: () => take(recipe),
    },
  ]);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Menu align="start" trigger={<Button>Start from a recipe</Button>} items={items} />
      <p className="text-meta text-muted">Replaces the service, the templates and the responses of this method.</p>
    </div>
  );
}
