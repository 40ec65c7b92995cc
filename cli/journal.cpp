#include "cli/journal.hpp"

#include "cli/record_json.hpp"
#include "persistence/journal/digest.hpp"
#include "persistence/journal/reader.hpp"
#include "persistence/journal/verify.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

namespace journal = persistence::journal;

constexpr int success = 0;
constexpr int failed = 1;

int refuse(const error& failure, std::ostream& err) {
  err << failure.message << '\n';
  return failed;
}

nlohmann::ordered_json to_json(const journal::verification& checked) {
  nlohmann::ordered_json object{{"ok", !checked.first_bad},
                                {"records", checked.records},
                                {"segments", checked.segments},
                                {"last_seq", checked.last_seq},
                                {"head", journal::to_hex(checked.head)}};
  if (checked.first_bad)
    object["first_bad"] = {{"file", checked.first_bad->file},
                           {"offset", checked.first_bad->offset},
                           {"why", checked.first_bad->why},
                           {"torn_tail", checked.first_bad->torn_tail}};
  return object;
}

} // namespace

std::filesystem::path journal_folder(const std::filesystem::path& home,
                                     const std::string& account) {
  return home / "journal" / account;
}

int journal_verify(const std::filesystem::path& home, const std::string& account, bool json,
                   std::ostream& out, std::ostream& err) {
  const auto checked = journal::verify(journal_folder(home, account));
  if (!checked)
    return refuse(checked.failure(), err);
  if (json)
    out << to_json(*checked).dump() << '\n';
  if (checked->first_bad) {
    err << to_text(*checked->first_bad)
        << (checked->first_bad->torn_tail ? "; a torn tail, which the next start cuts off" : "")
        << '\n';
    return failed;
  }
  if (!json)
    out << checked->records << " records in " << checked->segments << " files, sound; head "
        << journal::to_hex(checked->head) << '\n';
  return success;
}

int journal_cat(const std::filesystem::path& home, const std::string& account, bool json,
                std::ostream& out, std::ostream& err) {
  auto opened = journal::reader::open(journal_folder(home, account));
  if (!opened)
    return refuse(opened.failure(), err);
  for (;;) {
    const auto next = opened->next();
    if (!next)
      return refuse(next.failure(), err);
    if (!*next || !out)
      return success;
    out << (json ? record_json(**next) : record_line(**next)) << '\n';
  }
}

int journal_digest(const std::filesystem::path& home, const std::string& account, bool json,
                   std::ostream& out, std::ostream& err) {
  const auto digest = journal::digest(journal_folder(home, account));
  if (!digest)
    return refuse(digest.failure(), err);
  if (json)
    out << nlohmann::ordered_json{{"digest", *digest}}.dump() << '\n';
  else
    out << *digest << '\n';
  return success;
}

} // namespace troupe::cli
