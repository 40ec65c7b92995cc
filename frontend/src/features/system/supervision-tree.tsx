import clsx from "clsx";
import { Card } from "@/components/ui/card";
import { useTopology } from "@/features/system/system-data";
import type { Topology } from "@/contract/api";
import { words } from "@/lib/format";

type Supervisor = Topology["supervisors"][number];
type Child = Supervisor["children"][number];

function Leaf({ child }: { child: Child }) {
  return (
    <>
      {words(child.id)}{" "}
      <span className={clsx("text-xs", child.state === "running" ? "text-up" : "text-down")}>
        {words(child.state)}
      </span>
      {child.restarts > 0 && (
        <span className="text-xs text-warn">
          {" "}
          restarted {child.restarts} times: {child.last_reason}
        </span>
      )}
    </>
  );
}

function Branch({ name, all }: { name: string; all: Supervisor[] }) {
  const here = all.find((each) => each.name === name);
  if (!here) return null;
  return (
    <>
      <b>{name}</b> <span className="text-xs text-soft">{words(here.strategy)}</span>
      <ul className="ml-2 border-l pl-3">
        {here.children.map((child) => (
          <li key={child.id} data-role={child.id} data-incarnation={child.incarnation}>
            {all.some((each) => each.name === child.id) ? (
              <Branch name={child.id} all={all} />
            ) : (
              <Leaf child={child} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function SupervisionTree() {
  const { data, error } = useTopology();
  const tops = data?.supervisors.filter((each) => !each.parent) ?? [];
  return (
    <Card title="Supervision" className="min-h-[26rem]">
      {error && <p className="text-down">{error.message}</p>}
      {data && tops.map(({ name }) => <Branch key={name} name={name} all={data.supervisors} />)}
    </Card>
  );
}
