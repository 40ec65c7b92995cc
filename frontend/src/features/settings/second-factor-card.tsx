import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import type { SecondFactor } from "@/contract/api";
import { useMoment } from "@/lib/moment";
import { CodeForm } from "@/session/code-form";
import { inFours, refusalOf } from "@/session/code-model";
import { useSecondFactor, useSecondFactorWrites, type Proposal } from "@/session/second-factor";

function Enrolment({ proposal, onEnd }: { proposal: Proposal; onEnd: () => void }) {
  return (
    <div className="mt-2 grid max-w-xl gap-2 rounded-md border border-accent p-2 text-sm">
      <p>Type this secret into an authenticator, or open the link on the device that has one:</p>
      <code className="num break-words select-all" data-testid="secret">
        {inFours(proposal.secret)}
      </code>
      <a className="break-all text-accent underline" href={proposal.uri}>
        {proposal.uri}
      </a>
      <p>It is told this once, and counts as soon as you give a code of it, within ten minutes.</p>
      <CodeForm action="Enrol" onPassed={onEnd}>
        <Button onClick={onEnd}>Not now</Button>
      </CodeForm>
    </div>
  );
}

function Remove() {
  const { remove } = useSecondFactorWrites();
  return (
    <Confirm
      trigger={<Button look="link">Remove</Button>}
      title="Remove your authenticator?"
      action="Remove it"
      danger
      onConfirm={remove}
    >
      Orders and changes then need no code any more.
    </Confirm>
  );
}

function State({ known }: { known: SecondFactor }) {
  const moment = useMoment();
  if (!known.enrolled) return "None is enrolled: orders and changes need no code.";
  if (known.passed_until === null) return "Enrolled. The next order or change asks for a code.";
  return `Enrolled. No code is asked for until ${moment(known.passed_until)}.`;
}

export function SecondFactorCard() {
  const { data, error } = useSecondFactor();
  const { propose } = useSecondFactorWrites();
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [refused, setRefused] = useState("");
  const busy = useRef(false);
  const begin = async () => {
    if (busy.current) return;
    busy.current = true;
    setRefused("");
    try {
      setProposal(await propose());
    } catch (failed) {
      setRefused(refusalOf(failed));
    } finally {
      busy.current = false;
    }
  };
  return (
    <Card title="Authenticator, the second factor">
      <p role="status" className="mb-2">
        {data ? <State known={data} /> : (error?.message ?? "Asking…")}
      </p>
      {data && !proposal && (
        <div className="flex gap-2">
          <Button onClick={begin}>
            {data.enrolled ? "Enrol another instead" : "Enrol an authenticator"}
          </Button>
          {data.enrolled && <Remove />}
        </div>
      )}
      {proposal && <Enrolment proposal={proposal} onEnd={() => setProposal(null)} />}
      <p role="alert" className="mt-2 text-sm text-down">
        {refused}
      </p>
    </Card>
  );
}
