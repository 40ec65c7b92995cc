"use client";
import { JournalList } from "@/features/journal/journal-list";

export default function Journal() {
  return (
    <>
      <h1 className="sr-only">Journal</h1>
      <JournalList />
    </>
  );
}
