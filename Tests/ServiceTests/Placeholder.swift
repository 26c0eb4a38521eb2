// placeholder: remove when the first test is here
