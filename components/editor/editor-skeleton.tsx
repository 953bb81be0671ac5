import { Skeleton, SkeletonGroup } from '../ui/skeleton.tsx';

const LINES = ['w-1/6', 'w-2/5', 'w-1/2', 'w-1/3', 'w-1/4', 'w-1/6'];

/** Lines of code that are on their way. */
export function EditorSkeleton() {
  return (
    <SkeletonGroup label="Loading the editor" className="grid gap-2 p-3">
      {LINES.map((width, index) => (
        <span key={index} className="flex gap-4">
          <Skeleton className="h-3 w-4" />
          <Skeleton className={`h-3 ${width}`} />
        </span>
      ))}
    </SkeletonGroup>
  );
}
