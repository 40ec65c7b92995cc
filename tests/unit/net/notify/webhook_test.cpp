#include "net/notify/webhook.hpp"

#include "tests/unit/net/http/loopback.hpp"

#include <vector>

namespace troupe::net::notify::webhook_test {
namespace {

class webhook_test : public testing::Test {
protected:
  webhook_test() {
    server_ = must_start(io_, [this](http::request asked, http::respond answer) {
      asked_.push_back(std::move(asked));
      http::response next{200, {}, "ok"};
      if (asked_.size() <= answers_.size()) {
        next = answers_[asked_.size() - 1];
      }
      answer(std::move(next));
    });
    options_.first_pause = std::chrono::milliseconds(1);
    options_.attempts_max = 3;
  }

  void create(std::string path = "/services/secret?wait=true") {
    auto created = webhook::create(
        io_, "http://127.0.0.1:" + std::to_string(server_->port()) + path, options_);
    ASSERT_TRUE(created) << created.failure().message;
    webhook_ = std::move(created).value();
  }

  void post(std::string json) {
    webhook_->post(std::move(json),
                   [this](result<void> outcome) { outcomes_.push_back(std::move(outcome)); });
  }

  void run_until_outcomes(std::size_t count) {
    run_until(io_, [this, count] { return outcomes_.size() >= count; });
  }

  boost::asio::io_context io_{1};
  std::vector<http::request> asked_;
  std::vector<http::response> answers_; // of the first requests; then 200
  std::vector<result<void>> outcomes_;
  webhook_options options_;
  std::unique_ptr<http::server> server_;
  std::unique_ptr<webhook> webhook_;
};

TEST_F(webhook_test, posts_json_to_its_url_with_its_headers) {
  options_.headers = {{"X-Token", "t"}};
  create();
  post(R"({"text":"filled"})");
  run_until_outcomes(1);
  EXPECT_TRUE(outcomes_[0]);
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].method, "POST");
  EXPECT_EQ(asked_[0].target, "/services/secret?wait=true");
  EXPECT_EQ(asked_[0].body, R"({"text":"filled"})");
  EXPECT_EQ(http::header_value(asked_[0].headers, "Content-Type"), "application/json");
  EXPECT_EQ(http::header_value(asked_[0].headers, "X-Token"), "t");
}

TEST_F(webhook_test, tries_again_until_the_receiver_takes_it_and_keeps_the_order) {
  answers_ = {{500, {}, ""}, {429, {{"Retry-After", "0"}}, ""}};
  create();
  post("1");
  post("2");
  run_until_outcomes(2);
  EXPECT_TRUE(outcomes_[0]);
  EXPECT_TRUE(outcomes_[1]);
  std::string bodies;
  for (const auto& asked : asked_) {
    bodies += asked.body;
  }
  EXPECT_EQ(bodies, "1112");
}

TEST_F(webhook_test, gives_up_after_its_attempts_without_telling_the_secret_path) {
  answers_ = {3, {503, {}, ""}};
  create();
  post("1");
  run_until_outcomes(1);
  ASSERT_FALSE(outcomes_[0]);
  EXPECT_EQ(asked_.size(), 3u);
  EXPECT_EQ(outcomes_[0].failure().code, "webhook_failed");
  EXPECT_NE(outcomes_[0].failure().message.find("503"), std::string::npos);
  EXPECT_EQ(outcomes_[0].failure().message.find("secret"), std::string::npos);
}

TEST_F(webhook_test, tries_again_when_nobody_listens) {
  create();
  server_.reset();
  post("1");
  run_until_outcomes(1);
  ASSERT_FALSE(outcomes_[0]);
  EXPECT_EQ(outcomes_[0].failure().code, "webhook_failed");
  EXPECT_NE(outcomes_[0].failure().message.find("connect_failed"), std::string::npos);
}

TEST_F(webhook_test, takes_a_refusal_as_final) {
  answers_ = {{404, {}, ""}};
  create();
  post("1");
  run_until_outcomes(1);
  ASSERT_FALSE(outcomes_[0]);
  EXPECT_EQ(outcomes_[0].failure().code, "webhook_refused");
  EXPECT_EQ(asked_.size(), 1u);
}

TEST_F(webhook_test, refuses_more_than_it_may_hold) {
  options_.waiting_max = 2;
  create();
  post("1");
  post("2");
  post("3");
  EXPECT_TRUE(outcomes_.empty());
  run_until_outcomes(3);
  ASSERT_FALSE(outcomes_[0]);
  EXPECT_EQ(outcomes_[0].failure().code, "queue_full");
}

TEST_F(webhook_test, ends_what_waits_when_it_is_stopped) {
  answers_ = {{500, {{"Retry-After", "20"}}, ""}};
  create();
  post("1");
  post("2");
  run_until(io_, [this] { return !asked_.empty(); });
  webhook_.reset();
  server_.reset();
  run_to_end(io_);
  ASSERT_EQ(outcomes_.size(), 2u);
  EXPECT_EQ(outcomes_[0].failure().code, "webhook_stopped");
  EXPECT_EQ(outcomes_[1].failure().code, "webhook_stopped");
}

TEST_F(webhook_test, names_a_url_that_cannot_be_one) {
  const auto created = webhook::create(io_, "hooks.example.com/x", {});
  ASSERT_FALSE(created);
  EXPECT_EQ(created.failure().code, "invalid_url");
}

} // namespace
} // namespace troupe::net::notify::webhook_test
