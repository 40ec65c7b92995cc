#include "actors/edge/audit/audit_chain.hpp"

#include "actors/edge/auth/sodium.hpp"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

constexpr std::string_view link_member = ",\"previous\":\"";
constexpr std::size_t hash_digits = 64;

// A torn line has none.
std::string link_of(const std::string& line) {
  const auto entry = nlohmann::json::parse(line, nullptr, false);
  if (!entry.is_object() || !entry.contains("previous") || !entry["previous"].is_string())
    return {};
  return entry["previous"].get<std::string>();
}

error damaged(const std::filesystem::path& file, std::uint64_t line, std::string_view why) {
  return {"audit_damaged", file.string() + ", line " + std::to_string(line) + ": " +
                               std::string(why) + "; compare it with a backup"};
}

} // namespace

std::string chain_hash_of(std::string_view line) {
  if (line.empty())
    return std::string(hash_digits, '0');
  start_sodium();
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(line.data()),
                     line.size(), nullptr, 0);
  std::string hex(2 * hash.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::string with_link(std::string entry, std::string_view line_before) {
  entry.pop_back(); // its brace
  return entry.append(link_member).append(chain_hash_of(line_before)).append("\"}");
}

result<audit_check> verify_audit(const std::filesystem::path& file) {
  audit_check found;
  found.last_hash = chain_hash_of({});
  std::error_code missing;
  if (!std::filesystem::exists(file, missing))
    return found;
  std::ifstream lines(file);
  if (!lines)
    return error{"file_unreadable", "cannot read " + file.string()};
  bool chained = false;
  for (std::string line; std::getline(lines, line);) {
    ++found.lines;
    const bool whole = nlohmann::json::accept(line);
    if (const auto link = link_of(line); !link.empty()) {
      if (link != found.last_hash)
        return damaged(file, found.lines, "it does not follow the line before");
      chained = true;
    } else if (chained && whole) {
      return damaged(file, found.lines, "it is not chained, though lines before it are");
    }
    found.unchained += chained ? 0 : 1;
    found.last_hash = chain_hash_of(line);
  }
  return found;
}

} // namespace troupe::actors
