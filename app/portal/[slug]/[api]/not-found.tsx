import { NotInDocumentation } from '#components/portal/not-in-documentation.tsx';

export default function OperationNotFound() {
  return <NotInDocumentation advice="The list beside this text has all operations there are." />;
}
