// A mail of Every's own as HTML: a sentence, lines, one button, and why it came. It stands alone: no picture,
// no script, nothing that is loaded from anywhere, so that opening it tells nobody.
#pragma once

#include <string>
#include <vector>

namespace every::render {

struct MailHtml {
  std::string title;               // the sentence
  std::vector<std::string> lines;  // below it
  std::string button, url;         // where the button leads
  std::string reason;              // why it came
  std::string settings, settings_url;
  std::string language = "en";  // of all of it
};
std::string mail_html(const MailHtml& mail);

}  // namespace every::render
