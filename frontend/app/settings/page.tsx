"use client";
import { AppearanceForm } from "@/features/settings/appearance-form";
import { ArrangementReset } from "@/features/settings/arrangement-reset";
import { KeysCard } from "@/features/settings/keys-card";
import { SecondFactorCard } from "@/features/settings/second-factor-card";
import { ServerFacts } from "@/features/settings/server-facts";
import { UsersCard } from "@/features/settings/users-card";

export default function Settings() {
  return (
    <div className="grid gap-3">
      <h1 className="sr-only">Settings</h1>
      <AppearanceForm />
      <ArrangementReset />
      <SecondFactorCard />
      <UsersCard />
      <KeysCard />
      <ServerFacts />
    </div>
  );
}
