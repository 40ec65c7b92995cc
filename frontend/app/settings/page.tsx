"use client";
import { AppearanceForm } from "@/features/settings/appearance-form";
import { ArrangementReset } from "@/features/settings/arrangement-reset";
import { ServerFacts } from "@/features/settings/server-facts";

export default function Settings() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Settings</h1>
      <AppearanceForm />
      <ArrangementReset />
      <ServerFacts />
    </div>
  );
}
