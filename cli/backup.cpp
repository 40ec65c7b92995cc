#include "cli/backup.hpp"

#include "cli/exit_codes.hpp"
#include "persistence/backup/archive.hpp"
#include "persistence/journal/verify.hpp"

#include <ostream>
#include <string>

namespace troupe::cli {

namespace {

namespace backups = persistence::backup;
namespace journal = persistence::journal;

// Of each account in the home; a torn tail is no damage.
result<std::string> verify_journals(const std::filesystem::path& home) {
  std::string told;
  const auto journals = home / "journal";
  if (!std::filesystem::is_directory(journals))
    return told;
  for (const auto& each : std::filesystem::directory_iterator(journals)) {
    if (!each.is_directory())
      continue;
    const auto checked = journal::verify(each.path());
    if (!checked)
      return checked.failure();
    if (checked->first_bad && !checked->first_bad->torn_tail)
      return error{"journal_damaged", to_text(*checked->first_bad)};
    told += "  journal of " + each.path().filename().string() + ": " +
            std::to_string(checked->records) + " records, head " +
            journal::to_hex(checked->head) + '\n';
  }
  return told;
}

void tell(std::string_view what, const std::filesystem::path& place,
          const backups::archive_summary& summary, const std::string& journals,
          std::ostream& out) {
  out << what << ' ' << place.string() << ": " << summary.files << " files, " << summary.bytes
      << " bytes, hash " << summary.hash << '\n'
      << journals;
}

} // namespace

int backup(const std::filesystem::path& home, const std::filesystem::path& config,
           const std::filesystem::path& file, std::ostream& out, std::ostream& err) {
  if (!std::filesystem::is_directory(home))
    return refuse({"home_missing", home.string() + " is no folder; name one with --home"}, err);
  const auto journals = verify_journals(home);
  if (!journals)
    return refuse(journals.failure(), err);
  const auto packed = backups::pack_folder(home, file, config);
  if (!packed)
    return refuse(packed.failure(), err);
  tell("backup", file, *packed, *journals, out);
  return 0;
}

int restore(const std::filesystem::path& home, const std::filesystem::path& file,
            std::ostream& out, std::ostream& err) {
  if (std::filesystem::exists(home) && !std::filesystem::is_empty(home))
    return refuse({"home_not_empty", home.string() + " holds something; name a new one (--home)"},
                  err);
  if (const auto checked = backups::check_archive(file); !checked)
    return refuse(checked.failure(), err);
  auto unfinished = home.lexically_normal();
  if (!unfinished.has_filename())
    unfinished = unfinished.parent_path();
  unfinished += ".restoring";
  std::filesystem::remove_all(unfinished);
  const auto unpacked = backups::unpack_archive(file, unfinished);
  if (!unpacked)
    return refuse(unpacked.failure(), err);
  const auto journals = verify_journals(unfinished);
  if (!journals)
    return refuse(journals.failure(), err);
  std::error_code failed;
  std::filesystem::remove(home, failed);
  std::filesystem::rename(unfinished, home, failed);
  if (failed)
    return refuse({"io_error", "cannot rename " + unfinished.string() + ": " + failed.message()},
                  err);
  tell("restored", home, *unpacked, *journals, out);
  return 0;
}

} // namespace troupe::cli
