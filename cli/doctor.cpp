#include "cli/doctor.hpp"

#include "cli/edge_session.hpp"
#include "cli/load_configuration.hpp"
#include "cli/table.hpp"
#include "config/venue_access.hpp"
#include "persistence/redis/redis_connection.hpp"
#include "runtime/clock.hpp"
#include "trading/market/time.hpp"

#include <boost/version.hpp>
#include <openssl/crypto.h>
#include <sys/socket.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <ostream>
#include <unistd.h>
#include <vector>

namespace troupe::cli {

namespace {

struct finding {
  std::string check;
  std::string verdict; // ok, warn or fail
  std::string words;
};

constexpr std::int64_t skew_ms_max = 1'000; // beyond it ages and sessions mislead

finding check_clock(const std::string& body, std::int64_t asked_ns, std::int64_t answered_ns) {
  const auto told = nlohmann::json::parse(body, nullptr, false);
  const auto stamp = told.is_object() ? told.value("timestamp", "") : std::string();
  const auto at = trading::parse_time(stamp);
  if (!at)
    return {"clock", "fail", "the venue's clock told no time"};
  const auto skew_ms = (asked_ns + (answered_ns - asked_ns) / 2 - *at) / 1'000'000;
  const auto words = "this machine is " + std::to_string(skew_ms) + " ms ahead of the venue";
  return {"clock", std::abs(skew_ms) > skew_ms_max ? "fail" : "ok",
          words + (std::abs(skew_ms) > skew_ms_max ? "; let NTP set the clock" : "")};
}

// Whether the keys open the account, and how far the clocks are apart.
std::vector<finding> check_venue(const config::venue_access& venue) {
  const std::string name(to_text(venue.kind));
  if (venue.kind == config::venue_kind::builtin)
    return {{"keys", "ok", "none are needed: the built-in venue (SIMULATED) is used"},
            {"clock", "ok", "the built-in venue has this machine's"}};
  auto where = net::http::endpoint::parse(venue.base_url);
  if (!where)
    return {{"keys", "fail", where.failure().message}};
  net::http::request asked;
  asked.target = "/v2/clock";
  asked.headers = {{"APCA-API-KEY-ID", venue.key_id}, {"APCA-API-SECRET-KEY", venue.secret_key}};
  const auto asked_ns = runtime::system_clock_source{}.utc_ns();
  const auto reply = fetch(*where, asked);
  const auto answered_ns = runtime::system_clock_source{}.utc_ns();
  if (!reply)
    return {{"keys", "fail", reply.failure().message}};
  if (reply->status != 200)
    return {{"keys", "fail", venue.base_url + " answered " + std::to_string(reply->status) +
                                 "; check alpaca.key_id and alpaca.secret_key"}};
  return {{"keys", "ok", name + " venue at " + venue.base_url + " takes them"},
          check_clock(reply->body, asked_ns, answered_ns)};
}

finding check_disk(const std::filesystem::path& home) {
  constexpr int writes = 50;
  std::error_code failed;
  std::filesystem::create_directories(home, failed);
  auto path = (home / "doctor.XXXXXX").string();
  const int file = ::mkstemp(path.data());
  if (file < 0)
    return {"disk", "fail", home.string() + " cannot be written; set TROUPE_HOME"};
  ::unlink(path.c_str());
  const std::array<char, 4'096> block{};
  const runtime::system_clock_source now;
  std::vector<std::int64_t> times_us;
  for (int round = 0; round < writes; ++round) {
    const auto began_ns = now.steady_ns();
    if (::write(file, block.data(), block.size()) < 0 || ::fdatasync(file) != 0) {
      ::close(file);
      return {"disk", "fail", home.string() + " cannot be written: the disk is full or failing"};
    }
    times_us.push_back((now.steady_ns() - began_ns) / 1'000);
  }
  ::close(file);
  std::sort(times_us.begin(), times_us.end());
  const auto median = times_us[writes / 2];
  const auto worst = times_us.back();
  return {"disk", median > 20'000 ? "warn" : "ok",
          "a write is durable after " + std::to_string(median) + " us (median of " +
              std::to_string(writes) + ", worst " + std::to_string(worst) + " us)"};
}

bool is_free(const std::string& address, std::int64_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool known = ::inet_pton(AF_INET, address.c_str(), &where.sin_addr) == 1;
  const bool bound =
      known && ::bind(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0;
  ::close(socket);
  return bound;
}

finding check_port(const std::string& name, const std::string& address, std::int64_t port) {
  const auto place = address + ":" + std::to_string(port);
  if (is_free(address, port))
    return {name, "ok", place + " is free"};
  net::http::request asked;
  asked.target = "/health";
  const auto reply = fetch({false, address, static_cast<std::uint16_t>(port), {}}, asked);
  if (reply && reply->status == 200 && reply->body.find("uptime_s") != std::string::npos)
    return {name, "ok", place + " is served by a running troupe"};
  return {name, "warn", place + " is taken by another program, or is no address of this machine"};
}

finding check_master_key(const std::filesystem::path& home) {
  const bool there = std::filesystem::exists(home / "secrets");
  const char* key = std::getenv("TROUPE_MASTER_KEY");
  if (there)
    return {"secrets", "ok", "sealed, and TROUPE_MASTER_KEY opens them"};
  return {"secrets", "ok",
          key == nullptr ? "none are sealed" : "none are sealed; TROUPE_MASTER_KEY is set"};
}

// Whether it answers. Edges that share it need 6.2.
finding check_redis(const std::string& url) {
  using namespace persistence::redis;
  const auto where = redis_address::parse(url);
  if (!where)
    return {"redis", "fail", where.failure().message};
  redis_connection connection(*where, [] { return runtime::system_clock_source{}.steady_ns(); });
  const auto told = connection.ask({"INFO", "server"});
  if (!told)
    return {"redis", "fail", told.failure().message};
  const std::string_view text((*told)->str == nullptr ? "" : (*told)->str);
  constexpr std::string_view name = "redis_version:";
  const auto begin = text.find(name);
  if (begin == std::string_view::npos)
    return {"redis", "fail", where->place() + " does not say which version it is"};
  const std::string version(
      text.substr(begin + name.size(), text.find('\r', begin) - begin - name.size()));
  int major = 0;
  int minor = 0;
  const bool read = std::sscanf(version.c_str(), "%d.%d", &major, &minor) == 2;
  const bool fits = read && (major > 6 || (major == 6 && minor >= 2));
  return {"redis", fits ? "ok" : "fail",
          where->place() + " answers: Redis " + version +
              (fits ? "" : "; 6.2 or newer is needed")};
}

std::string versions() {
  return "troupe " TROUPE_VERSION ", Boost " + std::to_string(BOOST_VERSION / 100'000) + "." +
         std::to_string(BOOST_VERSION / 100 % 1'000) + ", " + OpenSSL_version(OPENSSL_VERSION);
}

std::vector<finding> look(const config::settings& settings) {
  std::vector<finding> found{{"versions", "ok", versions()}};
  const auto venue = config::resolve(settings);
  for (auto& each : check_venue(venue))
    found.push_back(std::move(each));
  found.push_back(check_master_key(settings.home));
  if (!settings.redis_url.empty())
    found.push_back(check_redis(settings.redis_url));
  found.push_back(check_disk(settings.home));
  found.push_back(check_port("edge port", settings.edge.address, settings.edge.port));
  if (venue.kind == config::venue_kind::builtin)
    found.push_back(check_port("venue port", "127.0.0.1", settings.venue.port));
  return found;
}

} // namespace

int doctor(const config::sources& from, bool json, std::ostream& output, std::ostream& errors) {
  const auto loaded = load_configuration(from);
  if (!loaded) {
    errors << "troupe: " << loaded.failure().message << '\n';
    return 2;
  }
  const auto found = look(loaded->values);
  auto rows = nlohmann::ordered_json::array();
  table made({"check", "verdict", "found"});
  bool failed = false;
  for (const auto& each : found) {
    failed = failed || each.verdict == "fail";
    rows.push_back({{"check", each.check}, {"verdict", each.verdict}, {"found", each.words}});
    made.add({each.check, each.verdict, each.words});
  }
  if (json)
    output << rows.dump(2) << '\n';
  else
    made.print(output);
  return failed ? 1 : 0;
}

} // namespace troupe::cli
