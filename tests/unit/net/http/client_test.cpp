#include "net/http/client.hpp"

#include "tests/unit/net/http/loopback.hpp"

#include <algorithm>
#include <vector>

namespace troupe::net::http::client_test {
namespace {

using boost::asio::buffer;
using boost::asio::ip::tcp;

void say(tcp::socket& socket, std::string_view text) {
  boost::system::error_code ignored;
  socket.write_some(buffer(text.data(), text.size()), ignored);
}

class client_test : public testing::Test {
protected:
  client& connect(std::uint16_t port, client_options options = {}) {
    client_ = std::make_unique<client>(io_, at_port(port), std::move(options));
    return *client_;
  }

  // Sends without waiting; the outcome appears in outcomes_.
  void send(request message) {
    client_->send(std::move(message),
                  [this](result<response> got) { outcomes_.push_back(std::move(got)); });
  }

  void run_until_outcomes(std::size_t count) {
    run_until(io_, [this, count] { return outcomes_.size() >= count; });
    ASSERT_EQ(outcomes_.size(), count);
  }

  boost::asio::io_context io_{1};
  std::unique_ptr<client> client_;
  std::vector<result<response>> outcomes_;
};

client_options one_connection() {
  client_options options;
  options.connections_max = 1;
  return options;
}

TEST_F(client_test, exchanges_a_request_and_a_response) {
  const auto server = must_start(io_, [](request asked, respond answer) {
    EXPECT_EQ(header_value(asked.headers, "Always"), "there");
    EXPECT_EQ(header_value(asked.headers, "Once"), "here");
    answer({201, {{"X-Answer", "yes"}}, asked.method + asked.target + asked.body});
  });
  client_options options;
  options.headers = {{"Always", "there"}};
  auto& http = connect(server->port(), options);
  const auto got = fetch(io_, http, {"POST", "/v2/orders", {{"Once", "here"}}, "body", {}});
  ASSERT_TRUE(got) << got.failure().message;
  EXPECT_EQ(got->status, 201);
  EXPECT_EQ(header_value(got->headers, "x-answer"), "yes");
  EXPECT_EQ(got->body, "POST/v2/ordersbody");
}

TEST_F(client_test, sends_the_base_path_of_its_endpoint_and_the_host) {
  std::string target;
  std::string host;
  const auto server = must_start(io_, [&](request asked, respond answer) {
    target = asked.target;
    host = header_value(asked.headers, "Host");
    answer(text_response(""));
  });
  client http(io_, {false, "127.0.0.1", server->port(), "/base"}, {});
  ASSERT_TRUE(fetch(io_, http, {"GET", "/x?y=1", {}, "", {}}));
  EXPECT_EQ(target, "/base/x?y=1");
  EXPECT_EQ(host, "127.0.0.1:" + std::to_string(server->port()));
}

TEST_F(client_test, never_calls_back_inside_send) {
  auto& http = connect(1);
  bool called = false;
  http.send({}, [&called](result<response>) { called = true; });
  EXPECT_FALSE(called);
  http.stop();
  EXPECT_FALSE(called);
  run_to_end(io_);
  EXPECT_TRUE(called);
}

TEST_F(client_test, uses_its_connection_again) {
  const auto server = must_start(io_, [](request, respond answer) { answer(text_response("ok")); });
  auto& http = connect(server->port());
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(fetch(io_, http, {}));
  }
  EXPECT_EQ(server->connections(), 1u);
}

TEST_F(client_test, keeps_the_order_of_requests_with_one_connection) {
  std::vector<std::string> order;
  const auto server = must_start(io_, [&order](request asked, respond answer) {
    order.push_back(asked.body);
    answer(text_response(asked.body));
  });
  connect(server->port(), one_connection());
  for (int i = 0; i < 200; ++i) {
    send({"POST", "/", {}, std::to_string(i), {}});
  }
  run_until_outcomes(200);
  for (std::size_t i = 0; i < 200; ++i) {
    ASSERT_TRUE(outcomes_[i]) << outcomes_[i].failure().message;
    EXPECT_EQ(order[i], std::to_string(i));
    EXPECT_EQ(outcomes_[i]->body, std::to_string(i));
  }
}

TEST_F(client_test, opens_as_many_connections_as_it_may_and_no_more) {
  std::vector<respond> waiting;
  const auto server = must_start(
      io_, [&waiting](request, respond answer) { waiting.push_back(std::move(answer)); });
  client_options options;
  options.connections_max = 3;
  connect(server->port(), options);
  for (int i = 0; i < 5; ++i) {
    send({});
  }
  run_until(io_, [&waiting] { return waiting.size() == 3; });
  EXPECT_EQ(server->connections(), 3u);
  for (std::size_t i = 0; i < 5; ++i) {
    run_until(io_, [&waiting, i] { return waiting.size() > i; });
    waiting[i](text_response(""));
  }
  run_until_outcomes(5);
}

TEST_F(client_test, refuses_what_its_queue_cannot_hold) {
  std::vector<respond> waiting;
  const auto server = must_start(
      io_, [&waiting](request, respond answer) { waiting.push_back(std::move(answer)); });
  client_options options = one_connection();
  options.waiting_max = 2;
  connect(server->port(), options);
  for (int i = 0; i < 4; ++i) {
    send({});
  }
  run_until_outcomes(1);
  EXPECT_EQ(outcomes_[0].failure().code, "queue_full");
  EXPECT_FALSE(may_have_been_sent(outcomes_[0].failure()));
}

TEST_F(client_test, keeps_back_what_may_not_leave_when_its_turn_comes_and_goes_on_behind_it) {
  std::vector<std::string> seen;
  bool allowed = true;
  const auto server = must_start(io_, [&](request asked, respond answer) {
    seen.push_back(asked.body);
    allowed = false;
    answer(text_response(asked.body));
  });
  connect(server->port(), one_connection());
  const auto add = [this](result<response> got) { outcomes_.push_back(std::move(got)); };
  const auto may_leave = [&allowed] {
    return allowed ? result<void>() : result<void>(error{"not_any_more", ""});
  };
  for (const auto* body : {"first", "second", "third"})
    client_->send({"POST", "/", {}, body, {}}, add, may_leave);
  send({"POST", "/", {}, "fourth", {}});
  run_until_outcomes(4);
  EXPECT_EQ(seen, (std::vector<std::string>{"first", "fourth"}));
  EXPECT_EQ(server->connections(), 1u);
  EXPECT_EQ(std::count_if(outcomes_.begin(), outcomes_.end(),
                          [](const auto& got) {
                            return !got && got.failure().code == "not_any_more" &&
                                   !may_have_been_sent(got.failure());
                          }),
            2);
}

TEST_F(client_test, keeps_back_the_first_request_of_a_connection_and_uses_the_connection) {
  std::vector<std::string> seen;
  const auto server = must_start(io_, [&seen](request asked, respond answer) {
    seen.push_back(asked.body);
    answer(text_response(asked.body));
  });
  connect(server->port(), one_connection());
  client_->send({"POST", "/", {}, "first", {}},
                [this](result<response> got) { outcomes_.push_back(std::move(got)); },
                [] { return result<void>(error{"not_any_more", ""}); });
  send({"POST", "/", {}, "second", {}});
  run_until_outcomes(2);
  EXPECT_EQ(outcomes_[0].failure().code, "not_any_more");
  EXPECT_EQ(seen, std::vector<std::string>{"second"});
  EXPECT_EQ(server->connections(), 1u);
}

TEST_F(client_test, takes_a_large_body_both_ways) {
  const auto server = must_start(
      io_, [](request asked, respond answer) { answer(text_response(std::move(asked.body))); }, {},
      [] {
        server_options options;
        options.body_bytes_max = 32u << 20;
        return options;
      }());
  std::string large(10u << 20, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) {
    large[i] = static_cast<char>(i * 31 % 251);
  }
  auto& http = connect(server->port());
  const auto got = fetch(io_, http, {"POST", "/", {}, large, {}});
  ASSERT_TRUE(got) << got.failure().message;
  EXPECT_TRUE(got->body == large);
}

TEST_F(client_test, takes_the_answer_to_head_without_waiting_for_a_body) {
  const auto server =
      must_start(io_, [](request, respond answer) { answer(text_response("twelve bytes")); });
  auto& http = connect(server->port());
  const auto got = fetch(io_, http, {"HEAD", "/", {}, "", {}});
  ASSERT_TRUE(got) << got.failure().message;
  EXPECT_EQ(header_value(got->headers, "Content-Length"), "12");
  EXPECT_EQ(got->body, "");
  EXPECT_TRUE(fetch(io_, http, {}));
  EXPECT_EQ(server->connections(), 1u);
}

TEST_F(client_test, says_that_a_refused_connection_sent_nothing) {
  std::uint16_t closed_port = 0;
  {
    raw_listener listener(io_);
    closed_port = listener.port();
  }
  auto& http = connect(closed_port);
  const auto got = fetch(io_, http, {"POST", "/v2/orders", {}, "{}", {}});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.failure().code, "connect_failed");
  EXPECT_NE(got.failure().message.find("127.0.0.1:" + std::to_string(closed_port)),
            std::string::npos);
  EXPECT_FALSE(may_have_been_sent(got.failure()));
}

TEST_F(client_test, connects_by_name) {
  const auto server = must_start(io_, [](request, respond answer) { answer(text_response("ok")); });
  client http(io_, {false, "localhost", server->port(), {}}, {});
  const auto got = fetch(io_, http, {});
  ASSERT_TRUE(got) << got.failure().message;
}

TEST_F(client_test, gives_up_on_a_response_and_never_uses_that_connection_again) {
  raw_listener listener(io_);
  client_options options = one_connection();
  options.response_timeout = std::chrono::milliseconds(40);
  connect(listener.port(), options);
  send({});
  auto first = listener.accept();
  run_until_outcomes(1);
  EXPECT_EQ(outcomes_[0].failure().code, "response_timeout");
  EXPECT_TRUE(may_have_been_sent(outcomes_[0].failure()));

  say(first, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstale");
  send({});
  auto second = listener.accept();
  listener.read_head(second);
  say(second, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfresh");
  run_until_outcomes(2);
  ASSERT_TRUE(outcomes_[1]);
  EXPECT_EQ(outcomes_[1]->body, "fresh");
}

TEST_F(client_test, reports_a_connection_lost_before_the_answer_and_does_not_send_again) {
  raw_listener listener(io_);
  connect(listener.port(), one_connection());
  send({"POST", "/v2/orders", {}, "{}", {}});
  {
    auto socket = listener.accept();
    listener.read_head(socket);
  }
  run_until_outcomes(1);
  EXPECT_EQ(outcomes_[0].failure().code, "connection_lost");
  EXPECT_TRUE(may_have_been_sent(outcomes_[0].failure()));
  EXPECT_NE(outcomes_[0].failure().message.find("POST /v2/orders"), std::string::npos);
}

TEST_F(client_test, reports_a_response_cut_short_as_lost) {
  raw_listener listener(io_);
  connect(listener.port());
  send({});
  {
    auto socket = listener.accept();
    listener.read_head(socket);
    say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  }
  run_until_outcomes(1);
  EXPECT_EQ(outcomes_[0].failure().code, "connection_lost");
}

TEST_F(client_test, drops_an_idle_connection_that_the_server_closes_and_opens_another) {
  raw_listener listener(io_);
  connect(listener.port(), one_connection());
  send({});
  {
    auto socket = listener.accept();
    listener.read_head(socket);
    say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    run_until_outcomes(1);
  }
  io_.restart();
  io_.poll();
  send({});
  auto again = listener.accept();
  listener.read_head(again);
  say(again, "HTTP/1.1 204 No Content\r\n\r\n");
  run_until_outcomes(2);
  ASSERT_TRUE(outcomes_[1]) << outcomes_[1].failure().message;
  EXPECT_EQ(outcomes_[1]->status, 204);
}

TEST_F(client_test, takes_a_chunked_response_and_one_that_ends_with_the_connection) {
  raw_listener listener(io_);
  connect(listener.port(), one_connection());
  send({});
  auto socket = listener.accept();
  listener.read_head(socket);
  say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
  run_until_outcomes(1);
  ASSERT_TRUE(outcomes_[0]) << outcomes_[0].failure().message;
  EXPECT_EQ(outcomes_[0]->body, "abc");

  send({});
  listener.read_head(socket);
  say(socket, "HTTP/1.1 200 OK\r\n\r\nuntil the end");
  socket.close();
  run_until_outcomes(2);
  ASSERT_TRUE(outcomes_[1]) << outcomes_[1].failure().message;
  EXPECT_EQ(outcomes_[1]->body, "until the end");
}

TEST_F(client_test, passes_over_interim_responses) {
  raw_listener listener(io_);
  connect(listener.port());
  send({});
  auto socket = listener.accept();
  listener.read_head(socket);
  say(socket, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  run_until_outcomes(1);
  ASSERT_TRUE(outcomes_[0]) << outcomes_[0].failure().message;
  EXPECT_EQ(outcomes_[0]->body, "ok");
}

TEST_F(client_test, calls_what_is_not_http_or_too_long_an_invalid_response) {
  for (const std::string_view answer :
       {"SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901"}) {
    SCOPED_TRACE(answer);
    outcomes_.clear();
    raw_listener listener(io_);
    client_options options;
    options.response_bytes_max = 10;
    connect(listener.port(), options);
    send({});
    auto socket = listener.accept();
    listener.read_head(socket);
    say(socket, answer);
    run_until_outcomes(1);
    ASSERT_FALSE(outcomes_[0]);
    EXPECT_EQ(outcomes_[0].failure().code, "invalid_response");
  }
}

TEST_F(client_test, serves_those_that_wait_after_a_connection_was_lost) {
  raw_listener listener(io_);
  connect(listener.port(), one_connection());
  send({"GET", "/first", {}, "", {}});
  send({"GET", "/second", {}, "", {}});
  {
    auto socket = listener.accept();
    listener.read_head(socket);
  }
  auto socket = listener.accept();
  EXPECT_TRUE(listener.read_head(socket).starts_with("GET /second "));
  say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  run_until_outcomes(2);
  EXPECT_FALSE(outcomes_[0]);
  EXPECT_TRUE(outcomes_[1]);
}

TEST_F(client_test, ends_everything_when_stopped_and_says_what_may_have_been_sent) {
  raw_listener listener(io_);
  auto& http = connect(listener.port(), one_connection());
  send({"GET", "/first", {}, "", {}});
  send({"GET", "/second", {}, "", {}});
  auto socket = listener.accept();
  listener.read_head(socket);
  http.stop();
  send({"GET", "/third", {}, "", {}});
  run_to_end(io_);
  ASSERT_EQ(outcomes_.size(), 3u);
  EXPECT_EQ(outcomes_[0].failure().code, "connection_lost");
  EXPECT_EQ(outcomes_[1].failure().code, "client_stopped");
  EXPECT_EQ(outcomes_[2].failure().code, "client_stopped");
}

TEST_F(client_test, may_be_used_and_destroyed_from_a_callback) {
  const auto server = must_start(io_, [](request, respond answer) { answer(text_response("ok")); });
  auto& http = connect(server->port(), one_connection());
  bool done = false;
  http.send({}, [&](result<response> first) {
    EXPECT_TRUE(first);
    http.send({}, [&](result<response> second) {
      EXPECT_TRUE(second);
      client_.reset();
      done = true;
    });
  });
  run_until(io_, [&done] { return done; });
}

} // namespace
} // namespace troupe::net::http::client_test
