#include "cli/journal.hpp"

#include "cli/record_json.hpp"
#include "persistence/journal/archive.hpp"
#include "persistence/journal/digest.hpp"
#include "persistence/journal/reader.hpp"
#include "persistence/journal/segment_index.hpp"
#include "persistence/journal/verify.hpp"
#include "trading/market/time.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

namespace journal = persistence::journal;

constexpr int success = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

int refuse(const error& failure, std::ostream& err, int code = failed) {
  err << failure.message << '\n';
  return code;
}

struct bounds {
  std::uint64_t first_seq = 1;
  std::uint64_t last_seq = std::numeric_limits<std::uint64_t>::max();
  trading::time_ns from_ns = std::numeric_limits<trading::time_ns>::min();
  trading::time_ns to_ns = std::numeric_limits<trading::time_ns>::max();

  bool hold(const journal::record& entry) const {
    return entry.market_ns >= from_ns && entry.market_ns <= to_ns;
  }
};

// All digits: a record's number.
result<void> set_bound(const std::string& text, const std::string& option, std::uint64_t& seq,
                       trading::time_ns& at_ns) {
  if (text.empty())
    return {};
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size()) {
    seq = number;
    return {};
  }
  const auto parsed = trading::parse_time(text);
  if (!parsed)
    return error{"invalid_timestamp",
                 option + ": \"" + text + "\" is neither a record's number nor a time as "
                                          "2018-04-04T00:01:00Z"};
  at_ns = *parsed;
  return {};
}

result<void> cat_to(journal::reader& from, std::uint64_t last, const bounds& wanted, bool json,
                    std::ostream& out) {
  for (;;) {
    const auto next = from.next();
    if (!next)
      return next.failure();
    if (!*next || (*next)->seq > last || !out)
      return {};
    if (wanted.hold(**next))
      out << (json ? record_json(**next) : record_line(**next)) << '\n';
    if ((*next)->seq == last)
      return {};
  }
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

int journal_cat(const std::filesystem::path& home, const std::string& account,
                const journal_part& part, bool json, std::ostream& out, std::ostream& err) {
  bounds wanted;
  if (const auto set = set_bound(part.from, "--from", wanted.first_seq, wanted.from_ns); !set)
    return refuse(set.failure(), err, wrong_usage);
  if (const auto set = set_bound(part.to, "--to", wanted.last_seq, wanted.to_ns); !set)
    return refuse(set.failure(), err, wrong_usage);
  const auto folder = journal_folder(home, account);
  const auto stretches = journal::stretches_of(folder, wanted.from_ns, wanted.to_ns);
  if (!stretches)
    return refuse(stretches.failure(), err);
  auto opened = journal::reader::open(folder);
  if (!opened)
    return refuse(opened.failure(), err);
  for (const auto& each : *stretches) {
    const auto first = std::max(each.first, wanted.first_seq);
    const auto last = std::min(each.behind - 1, wanted.last_seq);
    if (first > last)
      continue;
    if (const auto sought = opened->seek(first); !sought)
      return refuse(sought.failure(), err);
    if (const auto told = cat_to(*opened, last, wanted, json, out); !told)
      return refuse(told.failure(), err);
  }
  return success;
}

int journal_archive(const std::filesystem::path& home, const std::string& account,
                    const archived_part& part, bool json, std::ostream& out, std::ostream& err) {
  const auto folder = journal_folder(home, account);
  result<trading::time_ns> before_ns = trading::time_ns{0};
  if (!part.keep_days)
    before_ns = trading::parse_time(part.before);
  if (!before_ns)
    return refuse({"invalid_timestamp", "--before: " + before_ns.failure().message}, err,
                  wrong_usage);
  const auto moved = part.keep_days
                         ? journal::archive_older_than(folder, *part.keep_days * trading::day_ns)
                         : journal::archive_before(folder, *before_ns);
  if (!moved)
    return refuse(moved.failure(), err);
  if (json)
    out << nlohmann::ordered_json{{"segments", moved->segments}, {"bytes", moved->bytes}}.dump()
        << '\n';
  else
    out << moved->segments << " files with " << moved->bytes << " bytes are in the archive now\n";
  return success;
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
