import clsx from "clsx";
import { Bar } from "@/components/ui/bar";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import { useRisk } from "@/features/risk/risk-data";
import { usedOf, type Rule } from "@/features/risk/rule-model";
import { figure, words } from "@/lib/format";

function Headroom({ rule }: { rule: Rule }) {
  const used = usedOf(rule);
  return (
    <>
      {figure(rule.headroom)} {used !== null && <Bar part={used} full={rule.passed === false} />}
    </>
  );
}

const said = ({ passed }: Rule) =>
  passed === null ? "not measured" : passed ? "passes" : "stands in the way";

// Each rule as an order of no size would meet it now.
export function RulesTable() {
  const { data } = useRisk();
  return (
    <Card title="Rules, and how near they are">
      <Table
        label="Rules"
        tall
        rows={data?.rules ?? []}
        keyOf={(rule) => rule.name}
        empty="Risk does not answer."
        columns={[
          { name: "Rule", cell: (rule) => words(rule.name) },
          { name: "Now", number: true, cell: (rule) => figure(rule.value), csv: ({ value }) => value },
          {
            name: "Limit",
            number: true,
            cell: (rule) => `${rule.comparison ?? ""} ${figure(rule.limit)}`,
          },
          {
            name: "Headroom, and what is used",
            number: true,
            cell: (rule) => <Headroom rule={rule} />,
            csv: ({ headroom }) => headroom,
          },
          {
            name: "Says",
            cell: (rule) => (
              <span className={clsx(rule.passed === false ? "text-down" : "text-soft")}>
                {said(rule)}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

export function RefusalsTable() {
  const { data } = useRisk();
  const rows = (data?.rules ?? [])
    .filter(({ refusals }) => refusals > 0)
    .sort((one, other) => other.refusals - one.refusals);
  const most = rows[0]?.refusals ?? 1;
  return (
    <Card title="Refused in this run, by rule">
      <Table
        label="Refusals"
        rows={rows}
        keyOf={(rule) => rule.name}
        empty="Nothing was refused."
        columns={[
          { name: "Rule", cell: (rule) => words(rule.name) },
          {
            name: "Orders",
            number: true,
            cell: (rule) => (
              <>
                {rule.refusals} <Bar part={rule.refusals / most} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
