import { request } from "@/api/request";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { useMay } from "@/session/session";
import { useStream } from "@/stream/store";

export function HaltSwitch() {
  const halted = useStream((state) => state.known.status?.halted ?? false);
  const may = useMay("trader");
  if (!may) return null;
  const path = halted ? "/api/risk/resume" : "/api/risk/halt";
  return (
    <Confirm
      trigger={<Button look="danger">{halted ? "Resume" : "Halt"}</Button>}
      title={halted ? "Take risk again?" : "Halt trading?"}
      action={halted ? "Resume trading" : "Halt trading"}
      danger={!halted}
      onConfirm={() => request("POST", path, { body: { reason: "from the web page" } })}
    >
      {halted
        ? "Strategies and people may open positions again."
        : "No order that takes new risk passes; exits still do, and open orders stay. To cancel " +
          "or flatten, go to Risk."}
    </Confirm>
  );
}
